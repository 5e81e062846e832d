package estiva.registry.entity;

import estiva.control.process.Status;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** States as they stand in the tables. */
@Converter(autoApply = true)
public class StatusText implements AttributeConverter<Status, String> {
    @Override
    public String convertToDatabaseColumn(Status status) {
        return status == null ? null : status.text();
    }

    @Override
    public Status convertToEntityAttribute(String text) {
        return text == null ? null : Status.of(text);
    }
}

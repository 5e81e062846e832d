package estiva.registry.process;

import estiva.registry.problem.Problem;
import estiva.registry.problem.Problem.FieldError;
import estiva.registry.problem.ProblemException;
import estiva.registry.process.NewProcessRequest.NewFileRequest;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checks each field of a registration by itself, file by file, so that after a hundred wrong ones no other is looked at. */
@Singleton
class FieldCheck {
    private static final Comparator<FieldError> BY_NAME =
            Comparator.comparing(FieldError::field).thenComparing(FieldError::message);

    private final Validator validator;

    FieldCheck(Validator validator) {
        this.validator = validator;
    }

    /** @throws ProblemException naming the wrong fields */
    void check(NewProcessRequest request) {
        List<FieldError> errors = new ArrayList<>(errors("", request).toList());
        List<NewFileRequest> files = request.files() == null ? List.of() : request.files();
        boolean areTooMany = files.size() > NewProcessRequest.MOST_FILES;
        for (int i = 0; i < files.size() && !areTooMany && errors.size() < Problem.MOST_ERRORS; i++) {
            String file = "files[" + i + "]";
            if (files.get(i) == null) {
                errors.add(new FieldError(file, "must be a JSON object"));
            } else {
                errors(file + ".", files.get(i)).forEach(errors::add);
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors.subList(0, Math.min(errors.size(), Problem.MOST_ERRORS)));
        }
    }

    private Stream<FieldError> errors(String prefix, Object bean) {
        return validator.validate(bean).stream()
                .map(violation -> new FieldError(prefix + violation.getPropertyPath(), violation.getMessage()))
                .sorted(BY_NAME);
    }
}

package estiva.worker.read.xlsx;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import estiva.worker.read.BadRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/** One part of a workbook, read element by element. A document type is refused, and with it every entity. */
final class OfficeXml implements Closeable {

    private static final XMLInputFactory FACTORY = factory();

    private final EventBytes in;
    private final XMLStreamReader xml;
    private final XmlNames names = new XmlNames();
    private boolean ended;

    OfficeXml(InputStream in) throws IOException, BadRecord {
        this.in = new EventBytes(in);
        try {
            xml = FACTORY.createXMLStreamReader(this.in);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** Goes to the next start of any element. @return its local name, or null at the end */
    String nextStart() throws IOException, BadRecord {
        while (!ended) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                return xml.getLocalName();
            }
        }
        return null;
    }

    /** @return one of {@link XMLStreamConstants} */
    int next() throws IOException, BadRecord {
        try {
            in.begin();
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                seeNames();
            }
            if (event == XMLStreamConstants.DTD) {
                throw new BadRecord("the workbook's XML has a document type, which no workbook needs");
            }
            ended = event == XMLStreamConstants.END_DOCUMENT;
            return event;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void seeNames() throws BadRecord {
        names.see(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            names.see(xml.getAttributeLocalName(i));
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            names.see(String.valueOf(xml.getNamespacePrefix(i)));
        }
    }

    boolean hasEnded() {
        return ended;
    }

    String name() {
        return xml.getLocalName();
    }

    /** By its local name, since the two dialects of workbooks differ in their namespaces; null if there is none. */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Adds all text up to the end of this element, of its children too but for phonetic hints. */
    void readText(CellText into) throws IOException, BadRecord {
        int depth = 1;
        int hint = 0;
        while (depth > 0 && !ended) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    hint = hint == 0 && name().equals("rPh") ? depth : hint;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    hint = hint == depth ? 0 : hint;
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (hint == 0) {
                        into.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static BadRecord failure(XMLStreamException e) throws IOException {
        if (e.getNestedException() instanceof IOException failure) {
            throw failure;
        }
        return new BadRecord("the workbook's XML is damaged: " + e.getMessage().replaceAll("\\s+", " "));
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 64 * 1024);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 100);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 100);
        return factory;
    }
}

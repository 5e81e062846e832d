package estiva.worker.read.xlsx;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import estiva.worker.read.BadRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;

/**
 * One part of a workbook, read element by element. A document type is refused, and with it every entity. Only elements and
 * attributes of the format itself have names: those that others add to it may be called like them.
 */
final class OfficeXml implements Closeable {

    private static final int MOST_ATTRIBUTES = 100;
    private static final XMLInputFactory FACTORY = factory();
    /** Of the two dialects of ISO/IEC 29500, and of the relations between parts, which are the same in both. */
    private static final Set<String> NAMESPACES = Set.of(
            "",
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "http://schemas.openxmlformats.org/package/2006/relationships");

    private static final Set<String> RELATIONS = Set.of(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships");

    private final EventBytes in;
    private final XMLStreamReader xml;
    private final XmlNames names = new XmlNames();
    /** Local names of the attributes of the element that has begun last, which the parser takes long to tell. */
    private final String[] attributes = new String[MOST_ATTRIBUTES];

    private int attributeCount;
    /** Null: nobody has asked for it yet, and of most ends nobody does. */
    private String name;

    private String knownNamespace;
    private boolean ended;

    OfficeXml(InputStream in) throws IOException, BadRecord {
        this.in = new EventBytes(in);
        try {
            xml = FACTORY.createXMLStreamReader(this.in);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** Goes to the next start of an element, but for extensions. @return its {@link #name}, or null at the end */
    String nextStart() throws IOException, BadRecord {
        while (!ended) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                if (!name().equals("extLst")) {
                    return name();
                }
                skip();
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
            name = null;
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
        attributeCount = xml.getAttributeCount();
        for (int i = 0; i < attributeCount; i++) {
            String attribute = xml.getAttributeLocalName(i);
            // Cell after cell has the same ones.
            if (attributes[i] != attribute) {
                names.see(attribute);
                attributes[i] = attribute;
            }
        }
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            names.see(String.valueOf(xml.getNamespacePrefix(i)));
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** Of the element that begins or ends here, without prefix; empty if it is none of the format's own. */
    String name() {
        if (name == null) {
            name = ownName();
        }
        return name;
    }

    private String ownName() {
        String namespace = xml.getNamespaceURI();
        // The parser gives the same object for the same namespace.
        if (namespace != null && namespace != knownNamespace) {
            if (!NAMESPACES.contains(namespace)) {
                return "";
            }
            knownNamespace = namespace;
        }
        return xml.getLocalName();
    }

    /** Of the format's own attributes, which have no prefix; null if there is none. */
    String attribute(String wanted) {
        for (int i = 0; i < attributeCount; i++) {
            if (attributes[i].equals(wanted) && isEmpty(xml.getAttributeNamespace(i))) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The id of the relation to another part; null if there is none. */
    String relation() {
        for (int i = 0; i < attributeCount; i++) {
            if (attributes[i].equals("id") && RELATIONS.contains(xml.getAttributeNamespace(i))) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private static boolean isEmpty(String namespace) {
        return namespace == null || namespace.isEmpty();
    }

    /** Adds the element's own text, up to its end. */
    void readText(CellText into) throws IOException, BadRecord {
        for (int depth = 1; depth > 0 && !ended; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (depth == 1) {
                        into.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
    }

    /** Adds the texts of the element's runs, up to its end: what stands between their tags is layout. */
    void readRuns(CellText into) throws IOException, BadRecord {
        for (int depth = 1; depth > 0 && !ended; ) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (name()) {
                    case "t" -> readText(into);
                    // Phonetic hints, and what others add.
                    case "rPh", "" -> skip();
                    default -> depth++;
                }
            }
        }
    }

    /** Passes by all that is in the element, up to its end. */
    void skip() throws IOException, BadRecord {
        for (int depth = 1; depth > 0 && !ended; ) {
            int event = next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
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
        if (e.getLocation() == null || e.getLocation().getLineNumber() < 1) {
            return new BadRecord("the workbook's XML is damaged");
        }
        // What the parser says of it is for those who write parsers.
        return new BadRecord(
                "the workbook's XML is damaged at line " + e.getLocation().getLineNumber() + ", character "
                        + e.getLocation().getColumnNumber() + " of the part that was read");
    }

    private static XMLInputFactory factory() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
        factory.setProperty(WstxInputProperties.P_INPUT_BUFFER_LENGTH, 16 * 1024);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 64 * 1024);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 100);
        return factory;
    }
}

package estiva.system;

/** The import definitions of the samples and the tables that they load, in SQL that both databases take. */
public enum SampleImport {

    /** Chosen by the file's name, for ClienteA only. */
    CUSTOMERS("clientes", "DemoCustomer", "CreditLimit", """
            CustomerID INT NOT NULL, Name NVARCHAR(100) NOT NULL, City NVARCHAR(60), BornOn DATE,
            CreditLimit DECIMAL(18,2), SourceFile NVARCHAR(260)""", """
            {"target": "DemoCustomer", "processName": "ClienteA", "fileNames": "clientes_*.csv",
             "columns": [
               {"source": "codigo", "target": "CustomerID", "required": true},
               {"source": "nome", "target": "Name", "required": true},
               {"source": "cidade", "target": "City"},
               {"source": "nascimento", "target": "BornOn", "format": "dd/MM/yyyy"},
               {"source": "limite", "target": "CreditLimit", "format": "#,##0.00", "locale": "pt-BR"},
               {"constant": "${fileName}", "target": "SourceFile"}]}"""),

    /** Named by the process. */
    ORDERS("pedidos", "DemoOrder", "Amount", """
            OrderID BIGINT NOT NULL, Customer NVARCHAR(100), IssuedOn DATE, DueOn DATE, Amount DECIMAL(18,2),
            Paid BIT, LoadedFor NVARCHAR(100)""", """
            {"target": "DemoOrder", "format": {"type": "csv", "delimiter": ";"},
             "columns": [
               {"source": "pedido", "target": "OrderID", "required": true},
               {"source": "cliente", "target": "Customer"},
               {"source": "emissão", "target": "IssuedOn", "format": "dd/MM/yyyy"},
               {"source": "vencimento", "target": "DueOn", "format": "dd/MM/yyyy"},
               {"source": "valor", "target": "Amount", "format": "#,##0.00", "locale": "pt-BR"},
               {"source": "pago", "target": "Paid"},
               {"constant": "${processName}", "target": "LoadedFor"}]}"""),

    /** Named by the file; written in ISO-8859-1, its header too. */
    SALES("vendas", "DemoSale", "Price", """
            SoldOn DATE, Product NVARCHAR(100), Quantity DECIMAL(9,3), Price DECIMAL(9,2), Shift NVARCHAR(20)""", """
            {"target": "DemoSale", "format": {"type": "csv", "delimiter": ";", "encoding": "ISO-8859-1"},
             "columns": [
               {"source": "data", "target": "SoldOn", "format": "dd/MM/yyyy"},
               {"source": "produto", "target": "Product"},
               {"source": "quantidade", "target": "Quantity", "format": "#,##0.000", "locale": "pt-BR"},
               {"source": "preço", "target": "Price", "format": "#,##0.00", "locale": "pt-BR"},
               {"constant": "${parameter1}", "target": "Shift"}]}"""),

    /** Without a header, by position; up to ten bad rows are turned away. */
    DELIVERIES("entregas", "DemoDelivery", "Freight", """
            DeliveryID INT NOT NULL, City NVARCHAR(60), DeliveredAt DATETIME2(3), WeightKg DECIMAL(10,3),
            Freight DECIMAL(12,2)""", """
            {"target": "DemoDelivery", "format": {"type": "csv", "header": false}, "rejects": {"maxRows": 10},
             "columns": [
               {"source": 1, "target": "DeliveryID", "required": true},
               {"source": 2, "target": "City"},
               {"source": 3, "target": "DeliveredAt", "format": "yyyy-MM-dd HH:mm:ss"},
               {"source": 4, "target": "WeightKg"},
               {"source": 5, "target": "Freight", "format": "#,##0.00", "locale": "pt-BR"}]}"""),

    /** Called like its client, every header a column of the table. */
    PRODUCTS("ClienteC", "DemoProduct", "Price", """
            Code NVARCHAR(20) NOT NULL, Description NVARCHAR(200), Stock INT, Price DECIMAL(9,2)""", """
            {"target": "DemoProduct"}"""),

    /** Tabs, and two ways to write that a value is absent. */
    STOCK("estoque", "DemoStock", "UnitCost", """
            Item NVARCHAR(100) NOT NULL, Batch NVARCHAR(20), ExpiresOn DATE, Units INT, UnitCost DECIMAL(9,2)""", """
            {"target": "DemoStock", "format": {"type": "csv", "delimiter": "\\t", "nullTokens": ["NULL", "-"]},
             "columns": [
               {"source": "item", "target": "Item", "required": true},
               {"source": "lote", "target": "Batch"},
               {"source": "validade", "target": "ExpiresOn", "format": "dd/MM/yyyy"},
               {"source": "unidades", "target": "Units"},
               {"source": "custo", "target": "UnitCost", "format": "#,##0.00", "locale": "pt-BR"}]}""");

    private final String importName;
    private final String table;
    private final String amountColumn;
    private final String columns;
    private final String definition;

    SampleImport(String importName, String table, String amountColumn, String columns, String definition) {
        this.importName = importName;
        this.table = table;
        this.amountColumn = amountColumn;
        this.columns = columns;
        this.definition = definition;
    }

    public String importName() {
        return importName;
    }

    public String table() {
        return table;
    }

    /** The column whose sum tells whether the decimals were understood. */
    public String amountColumn() {
        return amountColumn;
    }

    public String createTable() {
        return "CREATE TABLE " + table + " (" + columns + ")";
    }

    /** What is PUT to the registry, as JSON. */
    public String definition() {
        return definition;
    }
}

package estiva.system;

import static estiva.system.DemoManifest.ExpectedFile.missing;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import estiva.system.DemoManifest.ExpectedFile;
import estiva.system.DemoManifest.SampleProcess;
import estiva.system.RegistryClient.FileToLoad;
import estiva.system.RegistryClient.Registration;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.BiFunction;

/** Makes the sample files of six clients, always the same ones, and says what must become of each. */
public final class SampleFiles {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String CUSTOMER_HEADER = "codigo,nome,cidade,nascimento,limite\n";
    private static final String ORDER_HEADER = "pedido;cliente;emissão;vencimento;valor;pago\n";
    private static final String SALE_HEADER = "data;produto;quantidade;preço\n";
    private static final String PRODUCT_HEADER = "Code,Description,Stock,Price\n";
    private static final String STOCK_HEADER = "item\tlote\tvalidade\tunidades\tcusto\n";
    private static final List<String> BAD_DELIVERIES = List.of(
            "90001,Itaúna,2025-03-01 10:15:00,muito pesado,\"10,00\"\n",
            "90002,Itaúna,ontem à tarde,12.500,\"10,00\"\n",
            ",Itaúna,2025-03-01 10:15:00,12.500,\"10,00\"\n");

    private final Path root;

    private SampleFiles(Path root) {
        this.root = root;
    }

    /** @param root the file root under which the files are made */
    public static DemoManifest writeTo(Path root) throws IOException {
        SampleFiles files = new SampleFiles(root);
        return new DemoManifest(List.of(
                files.customers(), files.orders(), files.sales(), files.deliveries(), files.products(), files.stock()));
    }

    private SampleProcess customers() throws IOException {
        return new SampleProcess(
                Registration.of("ClienteA", null, "clientes_2023.csv", "clientes_2024.csv", "clientes_2025.csv"),
                SampleImport.CUSTOMERS,
                List.of(
                        write("clientes_2023.csv", UTF_8, CUSTOMER_HEADER, 20_000, SampleRows::customer),
                        write("clientes_2024.csv", UTF_8, CUSTOMER_HEADER, 5_000, SampleRows::customer),
                        write(
                                "clientes_2025.csv",
                                UTF_8,
                                BYTE_ORDER_MARK + CUSTOMER_HEADER,
                                300,
                                SampleRows::customer)));
    }

    private SampleProcess orders() throws IOException {
        return new SampleProcess(
                Registration.of(
                        "ClienteB",
                        SampleImport.ORDERS.importName(),
                        "pedidos_2025_10.csv",
                        "pedidos_2025_11.csv",
                        "pedidos_2025_12.csv"),
                SampleImport.ORDERS,
                List.of(
                        write("pedidos_2025_10.csv", UTF_8, ORDER_HEADER, 8_000, SampleRows::order),
                        write("pedidos_2025_11.csv", UTF_8, ORDER_HEADER, 7_500, SampleRows::order),
                        missing("pedidos_2025_12.csv")));
    }

    private SampleProcess sales() throws IOException {
        String by = SampleImport.SALES.importName();
        return new SampleProcess(
                new Registration(
                        "Padaria São João",
                        null,
                        List.of(
                                new FileToLoad("vendas_manha.csv", null, by, "manhã", null),
                                new FileToLoad("vendas_tarde.csv", null, by, "tarde", null))),
                SampleImport.SALES,
                List.of(
                        write("vendas_manha.csv", ISO_8859_1, SALE_HEADER, 1_200, SampleRows::sale),
                        write("vendas_tarde.csv", ISO_8859_1, SALE_HEADER, 900, SampleRows::sale)));
    }

    private SampleProcess deliveries() throws IOException {
        ExpectedFile good = write("entregas_norte.csv", UTF_8, "", 2_500, SampleRows::delivery);
        Files.writeString(
                root.resolve("entregas_norte.csv"), String.join("", BAD_DELIVERIES), UTF_8, StandardOpenOption.APPEND);
        ExpectedFile withBadRows = new ExpectedFile(
                good.fileName(), good.status(), good.rows(), BAD_DELIVERIES.size(), good.total(), good.reason());
        return new SampleProcess(
                Registration.of(
                        "Transportes Itaúna",
                        SampleImport.DELIVERIES.importName(),
                        "entregas_norte.csv",
                        "entregas_sul.csv"),
                SampleImport.DELIVERIES,
                List.of(withBadRows, write("entregas_sul.csv", UTF_8, "", 4_000, SampleRows::delivery)));
    }

    private SampleProcess products() throws IOException {
        return new SampleProcess(
                new Registration(
                        "ClienteC",
                        null,
                        List.of(
                                new FileToLoad("produtos.csv", "catalogo", null, null, null),
                                new FileToLoad("novidades.csv", "catalogo", null, null, null))),
                SampleImport.PRODUCTS,
                List.of(
                        write("catalogo/produtos.csv", UTF_8, PRODUCT_HEADER, 3_000, SampleRows::product),
                        write("catalogo/novidades.csv", UTF_8, PRODUCT_HEADER, 40, SampleRows::product)));
    }

    private SampleProcess stock() throws IOException {
        return new SampleProcess(
                Registration.of(
                        "Farmácia Boa Saúde",
                        SampleImport.STOCK.importName(),
                        "estoque_loja_1.tsv",
                        "estoque_loja_2.tsv"),
                SampleImport.STOCK,
                List.of(
                        write("estoque_loja_1.tsv", UTF_8, STOCK_HEADER, 1_500, SampleRows::stock),
                        write("estoque_loja_2.tsv", UTF_8, STOCK_HEADER, 1_800, SampleRows::stock)));
    }

    private ExpectedFile write(
            String path, Charset charset, String header, int rows, BiFunction<SampleRows, Integer, String> line)
            throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        SampleRows values = new SampleRows(path);
        try (Writer writer = Files.newBufferedWriter(file, charset)) {
            writer.write(header);
            for (int row = 1; row <= rows; row++) {
                writer.write(line.apply(values, row));
                writer.write('\n');
            }
        }
        return new ExpectedFile(file.getFileName().toString(), "Completed", rows, 0, values.total(), "");
    }
}

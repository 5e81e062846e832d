package estiva.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import estiva.control.database.ControlDatabase;
import estiva.control.process.ProcessChanges;
import jakarta.transaction.Transactional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the registry may do with entities, which are its alone. */
class EntityRulesTest {

    private static final Pattern SQL = Pattern.compile("(java\\.sql|javax\\.sql|org\\.jdbi)\\..*");
    private static final Pattern NATIVE_SQL = Pattern.compile(
            "createNative.*|create\\w*StoredProcedure.*|doWork|doReturningWork"
                    + "|.*\\.(NamedNative|NativeQuer|SqlResultSet|NamedStoredProcedure)\\w*"
                    + "|org\\.hibernate\\.annotations\\.(\\w*Formula|Subselect|View|SQL\\w+|Column(Default|Transformer)|Generated\\w*)");
    private static final Pattern ASSOCIATION =
            Pattern.compile("jakarta\\.persistence\\.((One|Many)To(One|Many)|ElementCollection)"
                    + "|org\\.hibernate\\.annotations\\.(Any|ManyToAny)");
    private static final Pattern ACTIVE_RECORD =
            Pattern.compile("io\\.quarkus\\.hibernate\\..*\\.PanacheEntity(Base)?");
    private static final Pattern HAND_MADE_TRANSACTION = Pattern.compile(
            "io\\.quarkus\\.narayana\\..*|jakarta\\.transaction\\.(UserTransaction|TransactionManager)");
    private static final String TRANSACTIONAL = "jakarta.transaction.Transactional";

    private static final ArchRule NO_STATEMENT_IN_A_TRANSACTION = noClasses()
            .that(describe("begin transactions", EntityRulesTest::beginsTransactions))
            .should()
            .transitivelyDependOnClassesThat()
            .haveFullyQualifiedName(ControlDatabase.class.getName());

    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        classes = new ClassFileImporter()
                .importPaths(Stream.of("control-tables", "registry-service")
                        .map(module -> Project.root().resolve(module).resolve("target/classes"))
                        .toList());
        assertThat(classes.stream().filter(EntityRulesTest::isMapped)).isNotEmpty();
    }

    @Test
    void theRegistryAsksItsEntitiesAndWritesNoSql() {
        noClasses()
                .that()
                .resideInAPackage("estiva.registry..")
                .should()
                .dependOnClassesThat(areNamed(SQL))
                .orShould()
                .dependOnClassesThat(areNamed(NATIVE_SQL))
                .orShould()
                .callMethodWhere(have(NATIVE_SQL, JavaMethodCall::getName))
                .check(classes);
    }

    @Test
    void entitiesAreRowsWithoutAssociationsOrMethodsOfTheirRepositories() {
        noFields()
                .that()
                .areDeclaredInClassesThat(areMapped())
                .should()
                .beAnnotatedWith(have(
                        ASSOCIATION, (JavaAnnotation<?> it) -> it.getRawType().getName()))
                .check(classes);
        noClasses().should().beAssignableTo(areNamed(ACTIVE_RECORD)).check(classes);
    }

    /** Quarkus gives every public member a getter that JSON has, whatever the class says, unless the member itself says no. */
    @Test
    void everyMemberOfAnEntitySaysWhetherJsonHasIt() {
        fields().that()
                .areDeclaredInClassesThat(areMapped())
                .should()
                .beAnnotatedWith("com.fasterxml.jackson.annotation.JsonProperty")
                .orShould()
                .beAnnotatedWith("com.fasterxml.jackson.annotation.JsonIgnore")
                .check(classes);
    }

    /** A statement is tried again by itself, and not with the transaction around it. */
    @Test
    void noTransactionOfEntitiesReachesAStatement() {
        NO_STATEMENT_IN_A_TRANSACTION.allowEmptyShould(true).check(classes);
        noClasses()
                .should()
                .dependOnClassesThat(areNamed(HAND_MADE_TRANSACTION))
                .check(classes);
    }

    @Test
    void aTransactionOfEntitiesThatReachesAStatementIsFound() {
        JavaClasses wrong =
                new ClassFileImporter().importClasses(Cancels.class, ProcessChanges.class, ControlDatabase.class);

        assertThat(NO_STATEMENT_IN_A_TRANSACTION.evaluate(wrong).hasViolation()).isTrue();
    }

    private record Cancels(ProcessChanges processes) {
        @Transactional
        void cancel() {
            processes.cancel(1);
        }
    }

    private static boolean beginsTransactions(JavaClass type) {
        return type.isAnnotatedWith(TRANSACTIONAL)
                || type.getMethods().stream().anyMatch(method -> method.isAnnotatedWith(TRANSACTIONAL));
    }

    private static boolean isMapped(JavaClass type) {
        return type.isAnnotatedWith("jakarta.persistence.Entity")
                || type.isAnnotatedWith("jakarta.persistence.MappedSuperclass");
    }

    private static DescribedPredicate<JavaClass> areMapped() {
        return describe("are mapped", EntityRulesTest::isMapped);
    }

    private static DescribedPredicate<JavaClass> areNamed(Pattern pattern) {
        return have(pattern, JavaClass::getName);
    }

    private static <T> DescribedPredicate<T> have(Pattern pattern, Function<? super T, String> name) {
        return describe(
                "have a name like " + pattern,
                it -> pattern.matcher(name.apply(it)).matches());
    }
}

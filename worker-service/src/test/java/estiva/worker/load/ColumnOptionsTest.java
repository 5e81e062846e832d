package estiva.worker.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an import may say of its columns, on whichever database the profile names. */
class ColumnOptionsTest extends CargoLoads {
    @Test
    void nullTokensTrimAndDefaultAreAColumnsOwn() throws Exception {
        load("Id,Name,Amount,Origin\n1, - ,-,-\n2,,n/d, x \n", """
                {'target':'Cargo','format':{'trim':true,'nullTokens':['-']},'columns':[{'source':'Id'},
                 {'source':'Name','trim':false,'default':'none'},
                 {'source':'Amount','nullTokens':['n/d','-'],'default':'0,5','format':'0.0','locale':'pt-BR'},
                 {'source':'Origin','default':'${parameter1}'}]}""");
        assertThat(rows("SELECT Id, Name, Amount, Origin FROM Cargo ORDER BY Id"))
                .containsExactly("1| - |0.50|p1", "2|none|0.50|x");
    }

    @Test
    void everyCheckMakesABadRowWithItsColumnItsValueAndItsReason() throws Exception {
        LoadResult result = load(
                "Id,Name,Amount,SailDay\n1,SP,5,2024-02-01\n0,SP,5,2024-02-01\n2,XX,5,2024-02-01\n"
                        + "3,S1,5,2024-02-01\n4,SP,,2024-02-01\n5,SP,5,2023-12-31\n",
                """
                {'target':'Cargo','rejects':{'maxRows':9},'columns':[
                 {'source':'Id','checks':{'min':1}},
                 {'source':'Name','checks':{'values':['SP','RJ','S1'],'regex':'[A-Z]*'}},
                 {'source':'Amount','checks':{'notNull':true,'max':99.5}},
                 {'source':'SailDay','checks':{'min':'2024-01-01'}}]}""");
        assertThat(result.rowsLoaded()).isEqualTo(1);
        assertThat(result.rejects())
                .extracting(Reject::row, Reject::column, Reject::value, Reject::reason)
                .containsExactly(
                        tuple(2, "Id", "0", "is less than 1, the least that the column's checks allow"),
                        tuple(3, "Name", "XX", "is none of the values that the column's checks allow: SP, RJ, S1"),
                        tuple(4, "Name", "S1", "does not match [A-Z]*"),
                        tuple(5, "Amount", "", "is NULL, which the column's checks do not allow"),
                        tuple(
                                6,
                                "SailDay",
                                "2023-12-31",
                                "is less than 2024-01-01, the least that the column's checks allow"));
    }

    @Test
    void headersAreForgivenOnlyIfAsked() throws Exception {
        String file = " id ,Data de SAÍDA,n_a-me\n1,2024-02-01,a\n";
        String columns = "'target':'Cargo','columns':[{'source':'ID','target':'Id'},"
                + "{'source':'data de saida','target':'SailDay'},{'source':'Name'}]}";
        assertThat(failure(file, "{" + columns))
                .hasMessage("file.csv: lacks column 'ID', 'data de saida', 'Name'; its header"
                        + " has: id, Data de SAÍDA, n_a-me; to forgive case, accents and blanks, say \"headers\": \"forgiving\""
                        + " in the import");
        load(file, "{'headers':'forgiving'," + columns);
        assertThat(rows("SELECT Id, SailDay, Name FROM Cargo")).containsExactly("1|2024-02-01|a");
    }

    @Test
    void aForgivenHeaderFindsTheTablesColumns() throws Exception {
        load("ID,sail day,NÁME\n1,2024-02-01,a\n", "{'target':'Cargo','headers':'forgiving'}");
        assertThat(rows("SELECT Id, SailDay, Name FROM Cargo")).containsExactly("1|2024-02-01|a");
    }

    @Test
    void aNameThatIsThereExactlyIsMeantThoughOthersAreAlike() throws Exception {
        load(
                "Id,Náme,Name\n1,a,b\n",
                "{'target':'Cargo','headers':'forgiving','columns':[{'source':'Id'},{'source':'Name'}]}");
        assertThat(rows("SELECT Name FROM Cargo")).containsExactly("b");
        assertThat(failure(
                        "Id,Náme,NAME\n1,a,b\n",
                        "{'target':'Cargo','headers':'forgiving','columns':[{'source':'Id'},{'source':'Name'}]}"))
                .hasMessageContaining("more than once, at positions [2, 3]");
    }

    @Test
    void unknownColumnsAreIgnoredOrRefused() throws Exception {
        String columns = "'columns':[{'source':'Id'},{'source':2,'target':'Name'}]}";
        load("Id,Name,Foo\n1,a,x\n", "{'target':'Cargo'," + columns);
        assertThat(failure("Id,Name,Foo,Bar\n1,a,x,y\n", "{'target':'Cargo','unknownColumns':'refuse'," + columns))
                .hasMessageStartingWith("file.csv: has column 'Foo', 'Bar', which the import does not know");
        load("Id,Foo\n2,x\n", "{'target':'Cargo','unknownColumns':'ignore'}");
        assertThat(rows("SELECT Id, Name FROM Cargo ORDER BY Id")).containsExactly("1|a", "2|null");
        assertThat(failure("Foo,Bar\n2,x\n", "{'target':'Cargo','unknownColumns':'ignore'}"))
                .hasMessageContaining("has no column of the file's header: Foo, Bar");
    }

    @Test
    void theColumnsThatAnExportOfRejectsAddsAreLeftOut() throws Exception {
        String export = "Id,Name,EstivaRow,EstivaColumn,EstivaReason\n1,a,7,Id,is bad\n";
        load(export, "{'target':'Cargo'}");
        load(export, "{'target':'Cargo','unknownColumns':'refuse','columns':[{'source':'Id'},{'source':'Name'}]}");
        assertThat(rows("SELECT Id, Name FROM Cargo")).containsExactly("1|a", "1|a");
        assertThat(load("Id\nx\n", "{'target':'Cargo','rejects':{'maxRows':1}}").header())
                .containsExactly("Id");
    }

    @Test
    void theSignThatAnExportPutsBeforeAFormulaIsTakenAwayAgain() throws Exception {
        load(
                "Id,Name,EstivaRow,EstivaColumn,EstivaReason\n1,'@rui,7,Id,is bad\n2,\"''=1+1\",8,Id,is bad\n3,'tis,9,Id,is bad\n",
                "{'target':'Cargo'}");
        load("Id,Name\n4,'@rui\n", "{'target':'Cargo'}");
        assertThat(rows("SELECT Id, Name FROM Cargo ORDER BY Id"))
                .containsExactly("1|@rui", "2|'=1+1", "3|'tis", "4|'@rui");
    }

    @Test
    void aDefaultOrALimitThatTheColumnDoesNotTakeFailsTheFileBeforeAnyRow() throws Exception {
        assertThat(failure(
                        "Id,Amount\n1,2\n",
                        "{'target':'Cargo','columns':[{'source':'Id'},{'source':'Amount','default':'x'}]}"))
                .hasMessage("file.csv: the default for column Amount: 'x' is not a number");
        assertThat(failure("Id,Amount\n1,2\n", "{'target':'Cargo','columns':[{'source':'Id','checks':{'max':'9x'}}]}"))
                .hasMessage("file.csv: column Id: checks.max '9x' is not a whole number");
    }

    @Test
    void aConstantsParameterIsCheckedAndHasItsDefault() throws Exception {
        String spec =
                "{'target':'Cargo','columns':[{'source':'Id'},{'constant':'${parameter2}','target':'Name','default':'?'},"
                        + "{'constant':'${parameter1}','target':'Origin','checks':{'regex':'%s'}}]}";
        load("Id\n1\n", spec.formatted("p."));
        assertThat(rows("SELECT Name, Origin FROM Cargo")).containsExactly("?|p1");
        assertThat(failure("Id\n1\n", spec.formatted("q.")))
                .hasMessage("file.csv: the constant for column Origin: 'p1' does not match q.");
    }

    private static org.assertj.core.groups.Tuple tuple(long row, String column, String value, String reason) {
        return org.assertj.core.api.Assertions.tuple(row, column, value, reason);
    }
}

# Sourced by the scripts beside it: goes to the project's root and builds what is not built.
cd "$(dirname "$0")/.." || exit 1

built=yes
for service in registry dispatcher worker; do
    [ -f "$service-service/target/quarkus-app/quarkus-run.jar" ] || built=no
done
[ -f system-tests/target/classes/estiva/system/Demo.class ] && [ -d system-tests/target/lib ] || built=no
if [ "$built" = no ]; then
    echo "Building Estiva (a few minutes the first time) ..."
    mvn -q -DskipTests package || exit 1
fi

java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
classpath="system-tests/target/classes:control-tables/target/classes:dispatcher-service/target/classes:system-tests/target/lib/*"

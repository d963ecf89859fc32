package io.github.nix4j.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.ref.Reference;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The shape of the code base: which module may know which, and what a public signature may show. */
@AnalyzeClasses(packages = "io.github.nix4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final List<String> HIDDEN =
            List.of("org.antlr.", "com.google.common.", "tools.jackson.", "org.eclipse.jgit.");

    @ArchTest
    static final ArchRule STORE_KNOWS_NO_LANGUAGE = noClasses()
            .that()
            .resideInAPackage("io.github.nix4j.store..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.nix4j.lang..", "io.github.nix4j.flake..", "io.github.nix4j.cli..");

    @ArchTest
    static final ArchRule LANGUAGE_KNOWS_NO_FLAKES = noClasses()
            .that()
            .resideInAPackage("io.github.nix4j.lang..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.nix4j.flake..", "io.github.nix4j.cli..");

    @ArchTest
    static final ArchRule FLAKES_KNOW_NO_PROGRAM = noClasses()
            .that()
            .resideInAPackage("io.github.nix4j.flake..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.nix4j.cli..");

    @ArchTest
    static final ArchRule ANTLR_STAYS_IN_THE_PARSER = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.nix4j.lang.parser..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.antlr..");

    @ArchTest
    static final ArchRule LIBRARIES_DO_NOT_PRINT = noClasses()
            .that()
            .resideInAnyPackage("io.github.nix4j.store..", "io.github.nix4j.lang..", "io.github.nix4j.flake..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule LIBRARIES_READ_NO_ENVIRONMENT = noClasses()
            .that()
            .resideInAnyPackage("io.github.nix4j.store..", "io.github.nix4j.lang..", "io.github.nix4j.flake..")
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    @ArchTest
    static final ArchRule STATIC_STATE_IS_CONSTANT = fields().that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(areWrittenByUs())
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(thatIsMadeToChange());

    @ArchTest
    static final ArchRule NULLS_ARE_MARKED = classes().should(liveInNullMarkedPackages());

    @ArchTest
    static final ArchRule PUBLIC_SIGNATURES_USE_JDK_TYPES = classes()
            .that()
            .arePublic()
            .and()
            .resideOutsideOfPackages("..internal..", "io.github.nix4j.cli..")
            .should(hideOtherLibraries());

    /** A final field of such a type holds state all the same. Tables that never change have immutable or array types. */
    private static DescribedPredicate<JavaClass> thatIsMadeToChange() {
        return new DescribedPredicate<>("that is made to change") {
            @Override
            public boolean test(JavaClass type) {
                boolean atomic = type.getPackageName().equals("java.util.concurrent.atomic");
                return (atomic && !type.getSimpleName().endsWith("FieldUpdater"))
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(ConcurrentMap.class)
                        || type.isAssignableTo(AbstractCollection.class)
                        || type.isAssignableTo(AbstractMap.class)
                        || type.isAssignableTo(Reference.class)
                        || type.isAssignableTo(StringBuilder.class);
            }
        };
    }

    private static DescribedPredicate<JavaClass> areWrittenByUs() {
        return new DescribedPredicate<>("are written by us, not generated") {
            @Override
            public boolean test(JavaClass type) {
                return !type.isAssignableTo("org.antlr.v4.runtime.Recognizer");
            }
        };
    }

    private static ArchCondition<JavaClass> liveInNullMarkedPackages() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!type.getPackage().isAnnotatedWith(NullMarked.class)
                        && !type.isAnonymousClass()
                        && !type.getSimpleName().equals("package-info")) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " is in an unmarked package"));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> hideOtherLibraries() {
        return new ArchCondition<>("show only JDK types and nix4j's own public ones") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                        .map(JavaClass::getName)
                        .filter(ArchitectureTest::isHidden)
                        .forEach(name ->
                                events.add(SimpleConditionEvent.violated(type, type.getName() + " extends " + name)));
                for (JavaMember member : type.getMembers()) {
                    if (isVisible(member)) {
                        shown(member)
                                .filter(ArchitectureTest::isHidden)
                                .forEach(name -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " shows " + name)));
                    }
                }
            }
        };
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isHidden(String typeName) {
        return HIDDEN.stream().anyMatch(typeName::startsWith) || typeName.contains(".internal.");
    }

    private static Stream<String> shown(JavaMember member) {
        if (member instanceof JavaField field) {
            return names(field.getType().getAllInvolvedRawTypes());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.concat(
                names(unit.getReturnType().getAllInvolvedRawTypes()),
                unit.getParameterTypes().stream().flatMap(parameter -> names(parameter.getAllInvolvedRawTypes())));
    }

    private static Stream<String> names(Set<JavaClass> types) {
        return types.stream().map(JavaClass::getName).collect(Collectors.toSet()).stream();
    }
}

package io.github.nix4j.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of this module: who wants random programs gets them without the program nix4j. */
@AnalyzeClasses(packages = "io.github.nix4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PROGRAMS_NEED_THE_LANGUAGE_ONLY = noClasses()
            .that()
            .resideInAPackage("io.github.nix4j.testkit.program..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.github.nix4j.flake..",
                    "io.github.nix4j.cli..",
                    "io.github.nix4j.testkit.fuzz..",
                    "..internal..");

    @ArchTest
    static final ArchRule NOTHING_NEEDS_THE_TESTKIT = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.nix4j.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.github.nix4j.testkit..");
}

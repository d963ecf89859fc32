/**
 * Tests the fuzzer: plants faults in the evaluator's sources, one at a time, and asks whether random programs show them. Start at
 * {@link io.github.nix4j.testkit.fault.PlantedFaults}.
 */
@NullMarked
package io.github.nix4j.testkit.fault;

import org.jspecify.annotations.NullMarked;

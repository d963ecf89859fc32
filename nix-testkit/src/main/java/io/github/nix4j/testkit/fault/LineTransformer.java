package io.github.nix4j.testkit.fault;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Lets each line of the evaluator's classes note in {@link LineProbes} that it runs. */
final class LineTransformer implements ClassFileTransformer {
    private static final String EVALUATOR = "io/github/nix4j/lang/";
    private static final String PROBES = Type.getInternalName(LineProbes.class);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    /** The lines so far, as {@code File.java:LINE}; a line's number is its place here. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    private synchronized int number(String line) {
        return numbers.computeIfAbsent(line, key -> {
            lines.add(key);
            return lines.size() - 1;
        });
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] content) {
        if (name == null || !name.startsWith(EVALUATOR)) {
            return null;
        }
        ClassReader reader = new ClassReader(content);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new ProbedClass(writer), 0);
        return writer.toByteArray();
    }

    private final class ProbedClass extends ClassVisitor {
        private String source = "";

        ProbedClass(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitSource(String file, String debug) {
            source = file;
            super.visitSource(file, debug);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new ProbedMethod(source, super.visitMethod(access, name, descriptor, signature, exceptions));
        }
    }

    /** A probe stands before the first instruction of its line: a frame belongs to what follows it. */
    private final class ProbedMethod extends MethodVisitor {
        private static final int NONE = -1;

        private final String source;
        private int pending = NONE;

        ProbedMethod(String source, MethodVisitor next) {
            super(Opcodes.ASM9, next);
            this.source = source;
        }

        @Override
        public void visitLineNumber(int line, Label start) {
            super.visitLineNumber(line, start);
            pending = number(source + ":" + line);
        }

        private void probe() {
            if (pending != NONE) {
                int line = pending;
                pending = NONE;
                super.visitFieldInsn(Opcodes.GETSTATIC, PROBES, "HIT", "[Z");
                super.visitLdcInsn(line);
                super.visitInsn(Opcodes.ICONST_1);
                super.visitInsn(Opcodes.BASTORE);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            probe();
            super.visitInsn(opcode);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            probe();
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            probe();
            super.visitVarInsn(opcode, index);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            probe();
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            probe();
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            probe();
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle method, Object... arguments) {
            probe();
            super.visitInvokeDynamicInsn(name, descriptor, method, arguments);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            probe();
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitLdcInsn(Object value) {
            probe();
            super.visitLdcInsn(value);
        }

        @Override
        public void visitIincInsn(int index, int increment) {
            probe();
            super.visitIincInsn(index, increment);
        }

        @Override
        public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
            probe();
            super.visitTableSwitchInsn(min, max, otherwise, labels);
        }

        @Override
        public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
            probe();
            super.visitLookupSwitchInsn(otherwise, keys, labels);
        }
    }
}

package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.PlainMarkdown;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.Documentation;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.engine.EvalEngine;
import io.github.nix4j.lang.internal.engine.InteractiveScope;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.syntax.AttrName;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Select;
import io.github.nix4j.store.ByteText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code :doc}: what is known of a value besides itself. */
final class ReplInspection {
    private final Session session;
    private final ReplVariables variables;

    ReplInspection(Session session, ReplVariables variables) {
        this.session = session;
        this.variables = variables;
    }

    void document(Evaluation ev, String expression) {
        EvalEngine engine = (EvalEngine) ev.engine;
        InteractiveScope.Code code = variables.scope().expression(expression);
        Documentation attribute = null;
        if (code.root() instanceof Select select) {
            attribute = attribute(ev, engine, code, select);
        }
        Documentation found = engine.documenter().of(ev, variables.evaluate(ev, expression));
        if (found != null) {
            session.out(render(found.builtin() ? builtin(found) : function(found)));
        } else if (attribute != null) {
            session.out(render("Attribute `" + attribute.name() + "`\n" + place(attribute) + "\n\n"
                    + (attribute.text().isEmpty() ? "No documentation found." : attribute.text())));
        } else {
            throw new CliException("value does not have documentation");
        }
    }

    /** What is known of the attribute that a selection ends in; null if it has no place. */
    private @Nullable Documentation attribute(
            Evaluation ev, EvalEngine engine, InteractiveScope.Code code, Select select) {
        List<AttrName> path = select.path();
        if (!(path.get(path.size() - 1) instanceof AttrName.Static last)) {
            return null;
        }
        Expr owner = path.size() == 1
                ? select.target()
                : new Select(select.target(), path.subList(0, path.size() - 1), null, select.start(), select.end());
        Value value = variables.scope().evaluate(ev, code, owner);
        AttrsValue attrs = ev.forceAttrs(value, 0, "while evaluating an attribute set to look for documentation");
        int symbol = ev.intern(last.name());
        return attrs.get(symbol) == null || attrs.position(symbol) == 0
                ? null
                : engine.documenter().ofAttribute(last.name(), attrs.position(symbol));
    }

    private static String builtin(Documentation doc) {
        StringBuilder text = new StringBuilder();
        if (!doc.parameters().isEmpty()) {
            text.append("**Synopsis:** `builtins.").append(doc.name()).append('`');
            doc.parameters()
                    .forEach(parameter -> text.append(" *").append(parameter).append('*'));
            text.append("\n\n");
        }
        return text.append(ByteText.fromUnicode(doc.text())).toString();
    }

    private static String function(Documentation doc) {
        String head = doc.name() == null
                ? "Function defined at " + where(doc)
                : "Function `" + doc.name() + "`\\" + place(doc);
        return doc.text().isEmpty() ? head : head + "\n\n" + doc.text();
    }

    private static String place(Documentation doc) {
        return ByteText.fromUnicode("\n  \u2026 defined at ") + where(doc);
    }

    private static String where(Documentation doc) {
        SourcePosition position = doc.position();
        return position == null ? ByteText.fromUnicode("\u00abnone\u00bb") : position.display();
    }

    private String render(String markdown) {
        boolean raw = "1".equals(session.invocation().variable("_NIX_TEST_RAW_MARKDOWN"));
        return (raw ? markdown : PlainMarkdown.of(markdown)).strip() + "\n";
    }
}

/** Values as XML. Start at {@link io.github.nix4j.lang.internal.xml.XmlValues}. */
@NullMarked
package io.github.nix4j.lang.internal.xml;

import org.jspecify.annotations.NullMarked;

"""Document symbols: find, parse, write. The public face of the symbol grammar.

`find_symbols(text)` finds printed symbols and elliptical lists of them; `parse(text)` takes one apart; a `Symbol` knows
its `normal` form, `display`, `akn_number`, `url(language)`, `target` and `body`.
"""

from verbale.grammar.symbol_list import FoundSymbol, find_symbols
from verbale.grammar.symbol_shape import Symbol, parse
from verbale.grammar.symbol_tables import body_of, council_year

__all__ = ["FoundSymbol", "Symbol", "body_of", "council_year", "find_symbols", "parse"]

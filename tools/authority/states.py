"""States, territories and regions from a table of names to authority files.

    python tools/authority/states.py NAMES.tsv REGIONS.tsv EXTRA.tsv DEMONYMS.tsv src/verbale/knowledge/authority

NAMES.tsv and REGIONS.tsv: columns as in the public-domain country-codes data joined with Unicode CLDR names
(iso2, iso3, m49, wikidata, un_status, unterm_short_en, unterm_formal_en, m49_name_en, cldr_name_en …, six languages).
EXTRA.tsv: iso2, language, form, name (form `drop` takes a name out). DEMONYMS.tsv: iso2 and one column a language.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from toml import LANGUAGES, write

ARTICLE = re.compile(r"^(the |le |la |les |l['’]|el |los |las )", re.I)
TRAILING = re.compile(r"\s*\((the|le|la|les|l['’]|el|los|las|sans article)\)(\s*\[.*\])?$|\s*\[.*\]$")
PROPER_ARTICLE = ("El Salvador",)
REGIONS = {
    "001": None,
    "015": "north-africa",
    "202": "sub-saharan-africa",
    "419": "latin-america-and-caribbean",
}
SOURCES = [
    "ISO 3166-1",
    "UN M49",
    "UNTERM names by datasets/country-codes (PDDL 1.0)",
    "Unicode CLDR (Unicode License v3)",
]


def bare(name: str) -> str:
    """A name without article and remarks."""
    name = TRAILING.sub("", name.replace("’", "'").strip())
    return name if name in PROPER_ARTICLE else ARTICLE.sub("", name)


def short_forms(row: dict[str, str], language: str) -> list[str]:
    """Everyday names, inverted and bracketed forms kept beside the plain one."""
    names = [
        bare(row[f"{source}_{language}"])
        for source in ("unterm_short", "m49_name", "cldr_name")
        if row[f"{source}_{language}"]
    ]
    return [name for name in dict.fromkeys(names) if name]


def rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t"))


def main() -> None:
    names, regions, extra, demonyms, out = sys.argv[1:6]
    added: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows(extra):
        for name in row["name"].split("|"):
            added[row["iso2"].lower()].append((row["language"], row["form"], name.strip()))
    for row in rows(demonyms):
        for language in LANGUAGES:
            for name in (row.get(language) or "").split("|"):
                if name.strip():
                    added[row["iso2"].lower()].append((language, "demonym", name.strip()))
    for row in rows(names):
        code = row["iso2"].lower()
        state = row["un_status"] in ("member", "observer")
        entry = {"id": f"{'state' if state else 'territory'}/{code}", "names": {}}
        entry["identifiers"] = {
            "iso2": row["iso2"],
            "iso3": row["iso3"],
            "m49": row["m49"],
            "wikidata": row["wikidata"],
        }
        entry["sources"] = SOURCES
        for language in LANGUAGES:
            full = bare(row[f"unterm_formal_{language}"]) if row[f"unterm_formal_{language}"] else ""
            forms = {"full": [full] if full else [], "short": short_forms(row, language)}
            for at, form, name in added[code]:
                if at == language:
                    if form == "drop":
                        forms["short"] = [each for each in forms["short"] if each != name]
                    else:
                        forms.setdefault(form, []).append(name)
            forms["short"] = [each for each in forms["short"] if each not in forms["full"]] if full else forms["short"]
            entry["names"][language] = forms
        write(Path(out) / ("states" if state else "territories"), entry)
    for row in rows(regions):
        slug = REGIONS.get(row["m49"], row["m49_en"].lower().replace(" ", "-"))
        if slug is None:
            continue
        entry = {
            "id": f"region/{slug}",
            "identifiers": {"m49": row["m49"]},
            "sources": ["UN M49", SOURCES[3]],
            "names": {},
        }
        for language in LANGUAGES:
            names_here = (
                [row[f"m49_{language}"], row[f"cldr_{language}"]]
                if row["m49"] not in ("053", "419", "202")
                else [row[f"m49_{language}"]]
            )
            forms = {"short": [each for each in dict.fromkeys(names_here) if each]}
            for at, form, name in added[f"region/{slug}"]:
                if at == language:
                    forms.setdefault(form, []).append(name)
            entry["names"][language] = forms
        write(Path(out) / "territories", entry)


if __name__ == "__main__":
    main()

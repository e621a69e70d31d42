"""Names of States and agreement of languages, measured.

    python benchmarks/quality/names.py [states] [sponsors] [upr] [agreement] [--corpus .corpus] [--worst 20]

`states`: every short and formal name of the authority files in the sentences below (articles, cases, particles).
`sponsors`: every sponsor and voter of the General Assembly's Akoma Ntoso files. `upr`: every recommending State of the
reports of the Universal Periodic Review. `agreement`: sets of targets of the same paragraph in six languages.
"""

from __future__ import annotations

import argparse
import collections
import csv
import datetime
import re
from pathlib import Path

from lxml import etree

from verbale.authority import open_authority
from verbale.authority.forms import surface_forms
from verbale.model.dossier import Block, Component, Document, Dossier
from verbale.model.reading import Source
from verbale.naming import name

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
NAMESPACE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
KINDS = ("symbol", "instrument", "state", "body", "organisation", "date", "territory")
SENTENCES = {
    "en": ("the delegation of {}.", "{}'s position", "{}, Chad and others", "in the {} today"),
    "fr": ("la délégation de {}.", "l'{} a voté", "du {} et d'autres", "d’{}, de"),
    "es": ("la delegación de {}.", "del {} y", "a {}, y", "el {} votó"),
    "ru": ("{} и другие", "делегация ({})", "«{}»", "{}, а также"),
    "ar": ("وفد {}.", "و{}", "ل{}", "ب{}،"),
    "zh": ("和{}代表", "在{}境内", "{}、", "（{}）"),
}


def states() -> None:
    """Forms recognised, by language and form."""
    book = open_authority()
    for language in LANGUAGES:
        tally: dict[str, list[int]] = {"full": [0, 0, 0], "short": [0, 0, 0]}
        missed: list[str] = []
        for entry in book.entries():
            if not entry.id.startswith("state/") or entry.until:
                continue
            for form in ("full", "short"):
                for written in getattr(entry.names[language], form):
                    forms = [written]
                    if language == "ru":
                        forms = [f[:1].upper() + f[1:] for f in surface_forms(written, form, language)]
                    for each in forms:
                        for sentence in SENTENCES[language]:
                            text = sentence.format(each)
                            if language == "ar" and each.startswith("ال") and "ل{}" in sentence:
                                text = sentence.replace("ل{}", "لل" + each[2:])
                            start = text.find(each) if each in text else 0
                            hits = [h for h in book.find(text, language) if h.end > start]
                            tally[form][0] += 1
                            tally[form][1] += any(entry.id in h.ids for h in hits)
                            wrong = [h for h in hits if h.start == start and entry.id not in h.ids]
                            tally[form][2] += bool(wrong)
                            if not any(entry.id in h.ids for h in hits):
                                missed.append(f"{entry.id}: {text}")
        for form, (asked, found, wrong) in tally.items():
            print(
                f"states {language} {form:5} asked {asked:5} found {found:5} "
                f"= {found / max(asked, 1):.4f} wrong {wrong}"
            )
        print("   missed:", missed[:8])


_LINKS = re.compile(r"\b(?:and|on behalf of|of|the)\b|[^\w]+")
"""What may stand between the States of a string."""


def rest_of(text: str) -> str:
    """What is left of a string when the names found are taken out; empty where names cover all of it."""
    rest = text
    for hit in reversed(open_authority().find(text, "en")):
        rest = rest[: hit.start] + " | " + rest[hit.end :]
    return "" if not _LINKS.sub("", rest) else rest


def state_names(table: Path) -> re.Pattern[str] | None:
    """English names of States by a table that is not ours; None where it is absent."""
    if not table.exists():
        print(f"{table} is absent: strings that hold no State are not told apart")
        return None
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    columns = ("unterm_short_en", "m49_name_en", "cldr_name_en")
    found = {re.sub(r"\s*\(.*\)", "", row[column] or "").strip() for row in rows for column in columns}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, found - {""}), key=len, reverse=True)) + r")\b")


def tell(what: str, strings: collections.Counter[str], names: re.Pattern[str] | None) -> None:
    """Strings covered by names whole; of the others, those in which the name of a State is left over."""
    rests = {text: rest for text in strings if (rest := rest_of(text))}
    share = 1 - sum(strings[text] for text in rests) / max(strings.total(), 1)
    print(f"{what}: {len(strings)} strings, {strings.total()} uses, {share:.4f} of the uses names and nothing else")
    print("    not:", sorted(((text, strings[text]) for text in rests), key=lambda item: -item[1])[:25])
    if names is not None:
        missed = {text: found[0] for text, rest in rests.items() if (found := names.findall(rest))}
        lost = sum(strings[text] for text in missed)
        print(f"    States: {1 - lost / max(strings.total(), 1):.4f} of the uses have every State in them resolved")
        print("    a State left over:", sorted(missed.items())[:25])


def sponsors(corpus: Path, names: re.Pattern[str] | None) -> None:
    """Every sponsor (attribute `by`) and voter; both stand in English whatever the language of the file."""
    sponsoring: collections.Counter[str] = collections.Counter()
    voting: collections.Counter[str] = collections.Counter()
    for path in sorted((corpus / "ga-akn4un").glob("*/*.en.xml")):
        root = etree.parse(str(path), etree.XMLParser(recover=True)).getroot()
        for step in root.iter(f"{NAMESPACE}step"):
            parts = re.split(r",\s+(?![^()]*\))", step.get("by") or "")
            sponsoring.update(part.strip() for part in parts if part.strip())
        for voter in root.iter(f"{NAMESPACE}organization"):
            if voter.get("refersTo") == "memberState":
                voting.update([" ".join("".join(voter.itertext()).split())])
    tell("sponsors", sponsoring, names)
    tell("voters", voting, names)


def upr(corpus: Path, names: re.Pattern[str] | None) -> None:
    """Every recommending State in brackets at the end of a recommendation."""
    strings: collections.Counter[str] = collections.Counter()
    for path in sorted((corpus / "upr" / "reports").glob("*.layout.txt")):
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8", errors="replace"))
        for inside in re.findall(r"\(([A-Z][^()\d/]{2,300}(?:\([^()]*\)[^()\d/]*)*)\)[;.]", text):
            strings.update([inside])
    tell("recommending States of the periodic review", strings, names)


def paragraphs(path: Path) -> list[Block]:
    """Paragraphs of an Akoma Ntoso file; a note is a paragraph of its own and not part of the one it hangs on."""
    root = etree.parse(str(path), etree.XMLParser(recover=True)).getroot()
    found: list[Block] = []
    for each in root.iter(f"{NAMESPACE}p"):
        if text := " ".join(own_text(each).split()):
            role = "title" if each.find(f"{NAMESPACE}docTitle") is not None else "paragraph"
            found.append(Block(address=f"p-{len(found)}", role=role, text=text))
    return found


def own_text(element: etree._Element) -> str:
    """Text of an element without the notes in it."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag != f"{NAMESPACE}authorialNote":
            pieces.append(own_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def targets(blocks: list[Block], language: str) -> list[set[str]]:
    """Targets of each paragraph, named as one document of the General Assembly."""
    dossier = Dossier(
        source=Source(name="x", sha256="", media_type=""),
        document=Document(language=language, body="org/un/ga", bodies=("org/un/ga",)),
        components=(Component(address="", kind="resolution", language=language, blocks=tuple(blocks)),),
    )
    found: dict[str, set[str]] = collections.defaultdict(set)
    for mention in name(dossier).mentions:
        if mention.target and mention.type in KINDS and mention.pinpoint is None:
            found[mention.at].add(mention.target)
    return [found[block.address] for block in blocks]


def dateless(found: set[str]) -> set[str]:
    """Targets that names lead to: dates and symbols left out."""
    return {target for target in found if not target.startswith(("date/", "symbol/"))}


APART = {
    "untranslated": "the paragraph of the other language is the English one word for word",
    "adopting organ": "one text names the organ that adopts it or its president, the other says its, sa, su",
    "bare year": "one text marks a number as a year (2021 год, 2021年, para 2021), the other prints the number alone",
    "two days": "one text writes two days as a list, the other as a stretch (25 and 26 October, 10月25日至26日)",
    "not printed": "a year or the end of a symbol that the other text does not print at all",
}
"""Why two texts that are both read rightly may still name different things; each class is counted apart."""


def apart(english: str, other: str, one: set[str], two: set[str]) -> str | None:
    """The class of a pair whose texts differ in all that differs, None where the program answers for anything of it."""
    if english == other:
        return "untranslated"
    classes: set[str | None] = {"two days"} if _two_days(one ^ two) else set()
    one, two = _days_alone(one), _days_alone(two)
    classes |= {
        _class_of(target, english if target in two else other, english if target in one else other)
        for target in one ^ two
    }
    return None if None in classes else " and ".join(sorted(filter(None, classes)))


def _two_days(found: set[str]) -> set[str]:
    """The two days of every stretch of two days."""
    days: set[str] = set()
    for target in found:
        if span := re.fullmatch(r"date/(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", target):
            first, last = (datetime.date.fromisoformat(each) for each in span.groups())
            if (last - first).days == 1:
                days |= {f"date/{first}", f"date/{last}"}
    return days


def _days_alone(found: set[str]) -> set[str]:
    """Targets with every stretch of two days as its two days."""
    return {target for target in found if not _two_days({target})} | _two_days(found)


def _class_of(target: str, lacking: str, having: str) -> str | None:
    """Why a text lacks a target the other has; None where it is not the text's doing."""
    if target in ("org/un/ga", "org/un/pga"):
        return "adopting organ"
    if re.fullmatch(r"date/\d{4}(/\d{4})?", target):
        years = target[5:].split("/")
        return "bare year" if all(year in lacking and year in having for year in years) else "not printed"
    last = target.rsplit("/", 1)[-1]
    if target.startswith("symbol/") and re.match(r"(Corr|Add|Rev)\.", last) and last not in re.sub(r"\s", "", lacking):
        return None if re.search(rf"[(,и&y]\s*{last[-1]}\b", lacking) and "orr" in lacking else "not printed"
    return None


def agreement(corpus: Path, worst: int, first: int) -> None:
    """Share of paragraph pairs with English whose sets of targets agree."""
    tally: dict[str, list[int]] = {language: [0, 0, 0] for language in LANGUAGES[1:]}
    classes: dict[str, collections.Counter[str]] = {language: collections.Counter() for language in LANGUAGES[1:]}
    missing: dict[str, collections.Counter[str]] = {language: collections.Counter() for language in LANGUAGES[1:]}
    extra: dict[str, collections.Counter[str]] = {language: collections.Counter() for language in LANGUAGES[1:]}
    for path in sorted((corpus / "ga-akn4un").glob("7*/*.en.xml"))[first::9]:
        english = paragraphs(path)
        base = targets(english, "en")
        for language in LANGUAGES[1:]:
            other = path.with_name(path.name.replace(".en.", f".{language}."))
            texts = paragraphs(other) if other.exists() else []
            if len(texts) != len(english):
                continue
            for text, here, one, two in zip(english, texts, base, targets(texts, language), strict=True):
                tally[language][0] += 1
                tally[language][1] += one == two
                reason = None if one == two else apart(text.text, here.text, one, two)
                if reason:
                    classes[language][reason] += 1
                tally[language][2] += dateless(one) == dateless(two)
                missing[language].update(one - two)
                extra[language].update(two - one)
    for language, (pairs, same, names) in tally.items():
        share = f"{same / max(pairs, 1):.4f}, dates and symbols left out {names / max(pairs, 1):.4f}"
        print(f"agreement {language}: {same}/{pairs} = {share}")
        held = pairs - classes[language].total()
        print(f"    where the texts themselves do not differ: {same}/{held} = {same / max(held, 1):.4f};", end=" ")
        print("apart:", ", ".join(f"{reason} {count}" for reason, count in classes[language].items()))
        print("    missing:", missing[language].most_common(worst))
        print("    extra:  ", extra[language].most_common(worst))


def main() -> None:
    """Run what is asked, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["states", "sponsors", "upr", "agreement"])
    parser.add_argument("--corpus", type=Path, default=Path(".corpus"))
    parser.add_argument("--worst", type=int, default=15)
    parser.add_argument("--first", type=int, default=0, help="Which of every nine documents agreement begins with.")
    parser.add_argument("--states", type=Path, default=Path("../shared/authority-sources/states/states-names.tsv"))
    options = parser.parse_args()
    names = state_names(options.states) if {"sponsors", "upr"} & set(options.parts) else None
    if "states" in options.parts:
        states()
    if "sponsors" in options.parts:
        sponsors(options.corpus, names)
    if "upr" in options.parts:
        upr(options.corpus, names)
    if "agreement" in options.parts:
        agreement(options.corpus, options.worst, options.first)


if __name__ == "__main__":
    main()

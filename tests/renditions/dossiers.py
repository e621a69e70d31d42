"""Dossiers written for the tests: six languages, invented documents that say plainly that they are exercises."""

from __future__ import annotations

from verbale.model.dossier import (
    Block,
    Component,
    Date,
    Document,
    Dossier,
    Mark,
    MastheadField,
    Note,
    NoteAnchor,
)
from verbale.model.finding import Finding
from verbale.model.mention import Candidate, Mention
from verbale.model.position import Cue, Position, Request
from verbale.model.reading import Source


def block(address: str, text: str, role: str = "paragraph", **more: object) -> Block:
    """A block on page 1 unless said otherwise."""
    more.setdefault("pages", (1,))
    return Block(address=address, role=role, text=text, **more)  # type: ignore[arg-type]


def source(name: str) -> Source:
    """A source that never was."""
    return Source(name=name, sha256="ab" * 32, media_type="application/pdf", pages=3, characters=4000)


def head(*pairs: tuple[str, str]) -> tuple[MastheadField, ...]:
    """Masthead fields."""
    return tuple(MastheadField(field=field, text=text) for field, text in pairs)


def find(blocks: tuple[Block, ...], address: str, text: str, **more: object) -> Mention:
    """A mention of `text` in the block at `address`."""
    inner = next(one.text for one in blocks if one.address == address)
    start = inner.index(text)
    more.setdefault("rule", "name/full")
    return Mention(at=address, start=start, end=start + len(text), text=text, **more)  # type: ignore[arg-type]


def french_note() -> Dossier:
    """A note verbale with two annexed declarations, notes, an alinea, items, positions and open references."""
    main = (
        block(
            "title",
            "Note verbale datée du 5 mai 2031, transmettant deux textes d’exercice",
            "title",
            notes=(NoteAnchor(69, "note-a"),),
        ),
        block(
            "p-1",
            "La Mission permanente du Kazakhstan présente ses compliments à la Conférence du désarmement.",
        ),
        block(
            "p-2", "Elle prie le secrétariat de bien vouloir faire distribuer les deux textes d’exercice.", pages=(1, 2)
        ),
    )
    one = (
        block("annex-1/title", "Déclaration d’exercice sur la sécurité", "title", pages=(2,)),
        block("annex-1/h-1", "Principes", "heading", pages=(2,), level=1),
        block(
            "annex-1/1",
            "Nous rappelons le chapitre VIII de la Charte des Nations Unies et la résolution 66/20.",
            number="1.",
            pages=(2,),
            marks=(Mark(start=0, end=14, kind="italic"), Mark(start=5, end=40, kind="bold")),
        ),
        block(
            "annex-1/2",
            "Nous appuyons le Traité, signé le 1er juillet 1968:",
            number="2.",
            pages=(2,),
            notes=(NoteAnchor(23, "note-1"),),
            marks=(Mark(start=35, end=37, kind="superscript"),),
        ),
        block("annex-1/2/a", "Un premier geste;", "item", number="a)", level=1, pages=(2,)),
        block("annex-1/2/a/1", "Une chose;", "item", number="i)", level=2, pages=(2,)),
        block("annex-1/2/a/2", "Une autre;", "item", number="ii)", level=2, pages=(2,)),
        block(
            "annex-1/2/b",
            "Un second geste",
            "item",
            number="b)",
            level=1,
            pages=(2,),
            notes=(NoteAnchor(15, "note-1"),),
        ),
        block("annex-1/2-b", "dans le respect du droit international.", pages=(2,)),
        block("annex-1/3", "Premier alinéa du paragraphe 3.", number="3.", pages=(2,)),
        block("annex-1/3-b", "Second alinéa sans numéro, qui appartient encore au paragraphe 3.", pages=(2, 3)),
        block("annex-1/h-2", "Suite", "heading", pages=(3,), level=1),
        block(
            "annex-1/4", "Voir le paragraphe 2 a) ci-dessus, ainsi que la région concernée.", number="4.", pages=(3,)
        ),
        block("annex-1/quote-1", "Des mots qu’un autre texte a dits d’abord.", "quotation", pages=(3,)),
        block("annex-1/done", "Moscou, le 15 mai 2031", "place-date", pages=(3,)),
    )
    two = (
        block("annex-2/title", "Annexe II", "title", pages=(3,)),
        block("annex-2/1", "Nous coopérerons avec tous les États.", number="1.", pages=(3,)),
        block(
            "annex-2/table-1",
            "État\tMontant\nKazakhstan\t1",
            "table",
            rows=(("État", "Montant"), ("Kazakhstan", "1")),
            pages=(3,),
            marks=(Mark(start=0, end=12, kind="bold"),),
        ),
    )
    enclosure = (
        block("annex-2/enclosure-1/title", "Pièce jointe", "title", pages=(3,)),
        block("annex-2/enclosure-1/p-1", "Texte sans numéro.", pages=(3,)),
    )
    every = main + one + two
    mentions = (
        find(
            every,
            "p-1",
            "Mission permanente du Kazakhstan",
            id="m1",
            type="organisation",
            target="org/kz/mission-geneva",
        ),
        find(every, "p-1", "Kazakhstan", id="m2", type="state", target="state/kz", score=0.9),
        find(every, "p-1", "Conférence du désarmement", id="m3", type="body", target="org/un/cd"),
        find(
            every,
            "annex-1/1",
            "chapitre VIII de la Charte des Nations Unies",
            id="m4",
            type="instrument",
            target="instrument/un-charter",
            pinpoint="chapter-8",
        ),
        find(every, "annex-1/1", "résolution 66/20", id="m5", type="symbol", target="symbol/A/RES/66/20"),
        find(every, "annex-1/1", "Nations Unies et la résolution", id="m6", type="organisation", target="org/un"),
        find(every, "annex-1/2", "1er juillet 1968", id="m7", type="date", target="date/1968-07-01"),
        find(every, "annex-1/4", "paragraphe 2 a)", id="m8", type="symbol", target=None, pinpoint="annex-1/2/a"),
        find(
            every,
            "annex-1/4",
            "région",
            id="m9",
            type="place",
            target=None,
            score=0.5,
            candidates=(
                Candidate(target="place/region-a", score=0.5, reason="short name"),
                Candidate(target="place/region-b", score=0.5, reason="short name"),
            ),
        ),
        find(every, "annex-2/table-1", "Kazakhstan", id="m10", type="state", target="state/kz"),
        Mention(
            id="m11", at="note-a", start=26, end=32, text="A/66/1", type="symbol", target="symbol/A/66/1", rule="symbol"
        ),
    )
    positions = (
        Position(
            id="p1",
            at="p-2",
            start=0,
            end=24,
            quote="Elle prie le secrétariat",
            mode="impersonal",
            force_class="directive",
            attitude="request",
            force=0.6,
            holder=("state/kz",),
            through=("org/kz/mission-geneva",),
            addressee=("org/un/cd",),
            cue=Cue(start=5, end=9, text="prie"),
            request=Request(
                to=("org/un/cd",),
                action="circulate",
                to_whom=("org/un/cd",),
                by={"session": 81, "date": "2031-09-01"},
                demandingness=2,
            ),
            rule="fr/prie",
        ),
        Position(
            id="p2",
            at="annex-1/2",
            start=0,
            end=23,
            quote="Nous appuyons le Traité",
            mode="first-person",
            force_class="evaluative+",
            attitude="support",
            force=0.75,
            holder=("org/csto",),
            holder_role="heads-of-state",
            about=("instrument/npt",),
            topics=("topic/nuclear-disarmament",),
            cue=Cue(start=0, end=13, text="Nous appuyons"),
            rule="fr/appuyer",
        ),
    )
    return Dossier(
        source=source("note.pdf"),
        document=Document(
            symbol="CD/0000",
            symbols=("CD/0000",),
            kind="note-verbale",
            title=main[0].text,
            language="fr",
            originals=("en", "ru"),
            body="org/un/cd",
            bodies=("org/un/cd",),
            senders=("state/kz",),
            sender="state/kz",
            distribution="general",
            addressee="Conférence du désarmement",
            earlier=("A/66/1",),
            session="2031",
            agenda=("20 (c)",),
            dates=(
                Date(role="issued", date="2031-05-07", text="7 mai 2031"),
                Date(role="signed", date="2031-05-05"),
                Date(role="event", date="2031-05"),
            ),
            job_number="GE.31-00000 (F)",
            masthead=head(
                ("organisation", "Nations Unies"),
                ("body", "Conférence du désarmement"),
                ("symbol", "CD/0000"),
                ("distribution", "Distr. générale"),
                ("issued", "7 mai 2031"),
                ("language", "Français"),
                ("original", "Original: anglais et russe"),
                ("unforeseen", "Exercice & essai"),
            ),
        ),
        components=(
            Component(address="", kind="note-verbale", title=main[0].text, language="fr", blocks=main),
            Component(
                address="annex-1",
                kind="declaration",
                title=one[0].text,
                label="Annexe I",
                language="fr",
                parent="",
                place="Moscou",
                dates=(Date(role="adopted", date="2031-05-15", at="annex-1"),),
                originals=("ru",),
                blocks=one,
            ),
            Component(
                address="annex-2",
                kind="document",
                title="Annexe II",
                label="Annexe II",
                language="fr",
                parent="",
                blocks=two,
            ),
            Component(
                address="annex-2/enclosure-1",
                kind="document",
                title="Pièce jointe",
                language="fr",
                parent="annex-2",
                blocks=enclosure,
            ),
        ),
        notes=(
            Note(address="note-a", mark="*", text="Publié sous la cote <réf.> A/66/1.", pages=(1,)),
            Note(
                address="note-1",
                mark="1",
                text="Deux lignes\nd’une note.",
                pages=(2,),
                marks=(Mark(start=0, end=4, kind="italic"),),
            ),
        ),
        mentions=mentions,
        positions=positions,
        findings=(Finding(code="V203", name="no-symbol", level="warning", at="", text='Say "so" & more.'),),
    )


def english_resolution() -> Dossier:
    """A resolution: formula, preamble with items, sections, paragraphs, a table, adoption, an annex in French."""
    main = (
        block("title", "Measures of an invented kind", "title", number="0/1"),
        block("formula", "The General Assembly,", "formula", marks=(Mark(start=0, end=20, kind="italic"),)),
        block(
            "pre-1",
            "Recalling its resolution 0/0 of 10 December 2030,",
            "preambular",
            marks=(Mark(start=0, end=9, kind="italic"),),
            notes=(NoteAnchor(28, "note-1"),),
        ),
        block("pre-2", "Noting:", "preambular"),
        block("pre-2/a", "One fact,", "item", number="(a)", level=1),
        block("pre-2/b", "Another,", "item", number="(b)", level=1),
        block("1", "Welcomes the exercise;", "operative", number="1.", marks=(Mark(start=0, end=8, kind="italic"),)),
        block("2", "Requests the Secretary-General:", "operative", number="2."),
        block("2/a", "To report;", "item", number="(a)", level=1),
        block("2/b", "To rest,", "item", number="(b)", level=1),
        block("2-b", "before its first session;"),
        block("part-1", "A section", "heading", number="I"),
        block("3", "Decides to keep the numbering running;", "operative", number="3.", pages=(2,)),
        block(
            "3/table-1",
            "State\tAmount\nKazakhstan\t1",
            "table",
            rows=(("State", "Amount"), ("Kazakhstan", "1")),
            pages=(2,),
        ),
        block("part-2", "Another section", "heading", number="II", pages=(2,)),
        block("pre-3", "Recalling once more,", "preambular", pages=(2,)),
        block("4", "Takes note of it.", "operative", number="4.", pages=(2,)),
        block("done", "1st plenary meeting\n10 December 2031", "place-date", pages=(2,)),
    )
    annex = (
        block("annex-1/title", "Déclaration d’exercice", "title", pages=(3,)),
        block("annex-1/p-1", "Nous déclarons que ceci est un exercice.", pages=(3,)),
    )
    return Dossier(
        source=source("resolution.docx"),
        document=Document(
            symbol="A/RES/0/1",
            symbols=("A/RES/0/1",),
            kind="resolution",
            title=main[0].text,
            language="en",
            body="org/un/ga",
            bodies=("org/un/ga",),
            session="0",
            dates=(Date(role="adopted", date="2031-12-10"), Date(role="issued", date="2031-12-14")),
            masthead=head(("body", "General Assembly"), ("symbol", "A/RES/0/1"), ("session", "Zeroth session")),
        ),
        components=(
            Component(address="", kind="resolution", title=main[0].text, language="en", blocks=main),
            Component(
                address="annex-1",
                kind="declaration",
                title=annex[0].text,
                label="Annex",
                language="fr",
                parent="",
                blocks=annex,
            ),
        ),
        notes=(
            Note(address="note-1", mark="1", text="Text of a note.", pages=(1,)),
            Note(address="note-2", mark="2", text="A note whose mark is lost.", pages=(2,)),
        ),
        mentions=(find(main, "pre-1", "10 December 2030", id="m1", type="date", target="date/2030-12-10"),),
        positions=(
            Position(
                id="p1",
                at="1",
                start=0,
                end=22,
                quote="Welcomes the exercise;",
                mode="organ",
                force_class="evaluative+",
                attitude="welcome",
                force=0.55,
                part="operative",
                holder=("org/un/ga",),
                cue=Cue(start=0, end=8, text="Welcomes"),
                rule="en/welcome",
            ),
        ),
    )


def spanish_treaty() -> Dossier:
    """A treaty in parts, sections and articles, with paragraphs and items below."""
    blocks = (
        block("title", "Tratado de ejercicio", "title"),
        block("p-1", "Los Estados partes en el presente Tratado,"),
        block("part-1", "Disposiciones generales", "heading", number="Parte I"),
        block("part-1/section-1", "Términos", "heading", number="Sección 1"),
        block("part-1/section-1/art-1", "Definiciones", "heading", number="Artículo 1"),
        block("part-1/section-1/art-1/1", "A los efectos del presente Tratado:", number="1."),
        block("part-1/section-1/art-1/1/a", "“ejercicio” es un ejercicio;", "item", number="a)", level=1),
        block("part-1/section-1/art-1/2", "Nada más.", number="2."),
        block("part-1/section-1/art-2", "", "heading", number="Artículo 2"),
        block("part-1/section-1/art-2/p-1", "Un párrafo sin número."),
        block("part-2", "Disposiciones finales", "heading", number="Parte II"),
        block("part-2/art-3", "El texto corre en el artículo mismo.", number="Artículo 3"),
        block("part-2/art-3/a", "Con un inciso;", "item", number="a)", level=1),
        block("part-2/art-3/b", "y otro.", "item", number="b)", level=1),
        block("done", "Hecho en Madrid el 1 de enero de 2031.", "place-date"),
        block("signature", "(Firmado) Persona Inventada\nMinistra", "signature"),
    )
    return Dossier(
        source=source("tratado.pdf"),
        document=Document(
            kind="treaty", title="Tratado de ejercicio", language="es", dates=(Date(role="signed", date="2031-01-01"),)
        ),
        components=(Component(address="", kind="treaty", title="Tratado de ejercicio", language="es", blocks=blocks),),
    )


def russian_letter() -> Dossier:
    """A letter with salutation, closing, signature and no symbol; one paragraph in another language."""
    blocks = (
        block("title", "Письмо от 5 мая 2031 года (упражнение)", "title"),
        block("salutation", "Ваше Превосходительство,", "salutation"),
        block("p-1", "Имею честь препроводить упражнение."),
        block("p-2", "This paragraph is in English.", language="en"),
        block("p-3", "***"),
        block("closing", "Примите уверения в моем весьма высоком уважении.", "closing"),
        block("signature", "(Подпись) Вымышленное Лицо", "signature"),
    )
    return Dossier(
        source=source("письмо.txt"),
        document=Document(
            kind="letter",
            title=blocks[0].text,
            language="ru",
            sender="state/kz",
            senders=("state/kz",),
            dates=(Date(role="signed", date="2031-05-05"),),
        ),
        components=(Component(address="", kind="letter", title=blocks[0].text, language="ru", blocks=blocks),),
    )


def chinese_statement() -> Dossier:
    """A statement with Chinese numbers and items of two levels."""
    blocks = (
        block("title", "练习声明", "title"),
        block("part-1", "总则", "heading", number="一"),
        block("1", "本文件仅供练习使用，并无任何法律效力。", number="1."),
        block("1/a", "第一项；", "item", number="(a)", level=1),
        block("1/a/1", "第一小项；", "item", number="㈠", level=2),
        block("1/a/2", "第二小项。", "item", number="㈡", level=2),
        block(
            "2", "我们欢迎各国继续合作，并强调和平解决争端的重要性。", number="2.", notes=(NoteAnchor(10, "note-1"),)
        ),
        block("done", "2031年5月15日，北京", "place-date"),
    )
    return Dossier(
        source=source("练习.docx"),
        document=Document(
            symbol="A/0/1",
            symbols=("A/0/1", "S/0000/1"),
            kind="statement",
            title="练习声明",
            language="zh",
            body="org/un/ga",
            bodies=("org/un/ga", "org/un/sc"),
            dates=(Date(role="issued", date="2031-05-16"),),
            masthead=head(
                ("organisation", "联合国"),
                ("body", "大会"),
                ("symbol", "A/0/1-S/0000/1"),
                ("distribution", "Distr.: General"),
                ("issued", "16 May 2031"),
                ("language", "Chinese"),
            ),
        ),
        components=(Component(address="", kind="statement", title="练习声明", language="zh", blocks=blocks),),
        notes=(Note(address="note-1", mark="1", text="注释一则。", pages=(1,)),),
        positions=(
            Position(
                id="p1",
                at="2",
                start=0,
                end=10,
                quote="我们欢迎各国继续合作",
                mode="first-person",
                force_class="evaluative+",
                attitude="welcome",
                force=0.55,
                holder=("state/kz",),
                cue=Cue(start=2, end=4, text="欢迎"),
                rule="zh/欢迎",
            ),
        ),
    )


def arabic_declaration() -> Dossier:
    """A declaration with Arabic letters as items and a symbol inside the text."""
    blocks = (
        block("title", "إعلان لأغراض التمرين", "title"),
        block("h-1", "مبادئ", "heading", level=1),
        block(
            "1",
            "نؤيد القرار A/RES/66/20 ونشدد على أهمية تسوية المنازعات بالوسائل السلمية وفقا للقانون الدولي:",
            number="1 -",
        ),
        block("1/a", "البند الأول؛", "item", number="(أ)", level=1),
        block("1/b", "البند الثاني.", "item", number="(ب)", level=1),
        block("h-2", "خاتمة", "heading", level=1),
        block("2", "هذه الوثيقة تمرين لا غير، ولا أثر قانونيا لها.", number="2 -", notes=(NoteAnchor(24, "note-1"),)),
        block("done", "موسكو، 15 أيار/مايو 2031", "place-date"),
    )
    return Dossier(
        source=source("إعلان.pdf"),
        document=Document(
            symbol="A/0/2",
            symbols=("A/0/2",),
            kind="declaration",
            title=blocks[0].text,
            language="ar",
            body="org/un/ga",
            bodies=("org/un/ga",),
            dates=(Date(role="adopted", date="2031-05-15"), Date(role="issued", date="2031-05-20")),
            masthead=head(
                ("organisation", "الأمم المتحدة"),
                ("body", "الجمعية العامة"),
                ("symbol", "A/0/2"),
                ("distribution", "Distr.: General"),
                ("issued", "20 May 2031"),
                ("language", "Arabic"),
            ),
        ),
        components=(
            Component(
                address="",
                kind="declaration",
                title=blocks[0].text,
                language="ar",
                blocks=blocks,
                dates=(Date(role="adopted", date="2031-05-15"),),
            ),
        ),
        notes=(Note(address="note-1", mark="1", text="انظر A/66/1، الفقرة 7.", pages=(1,)),),
        mentions=(find(blocks, "1", "A/RES/66/20", id="m1", type="symbol", target="symbol/A/RES/66/20"),),
        positions=(
            Position(
                id="p1",
                at="1",
                start=0,
                end=23,
                quote=blocks[2].text[:23],
                mode="first-person",
                force_class="evaluative+",
                attitude="support",
                force=0.75,
                holder=("org/csto",),
                about=("symbol/A/RES/66/20",),
                cue=Cue(start=0, end=4, text=blocks[2].text[:4]),
                rule="ar/أيد",
            ),
        ),
    )


def every() -> dict[str, Dossier]:
    """All of them by language."""
    return {
        "ar": arabic_declaration(),
        "en": english_resolution(),
        "es": spanish_treaty(),
        "fr": french_note(),
        "ru": russian_letter(),
        "zh": chinese_statement(),
    }

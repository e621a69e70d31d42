"""Mail: the documents it brings are read; its own words cover them, or are the document themselves."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tests.reading.word_files import paragraph, run, word_file
from verbale.reading import Unreadable, open_source
from verbale.structure.layout.laying import lay_out

WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def mail(text: str = "Please find attached the note.", subject: str = "Нота — CD/9999") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "desk@desk.example", "mission@mission.example", subject
    if text:
        message.set_content(text)
    return message


def attach(message: EmailMessage, content: bytes, name: str, kind: tuple[str, str] = WORD) -> None:
    message.add_attachment(content, maintype=kind[0], subtype=kind[1], filename=name)


def with_note(words: str, note: str) -> bytes:
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    return word_file(
        paragraph(inside=run(words) + mark),
        footnotes=f'<w:footnote w:id="1">{paragraph(note)}</w:footnote>',
    )


def test_the_attachment_is_the_document_and_the_mail_covers_it() -> None:
    message = mail()
    attach(message, word_file(paragraph("The Mission presents its compliments.")), "записка.docx")
    reading = open_source(message.as_bytes(), name="note.eml")
    layout = lay_out(reading)
    assert [passage.text for passage in layout.passages] == ["The Mission presents its compliments."]
    assert [(piece.kind, piece.text) for piece in layout.furniture] == [("comment", "Please find attached the note.")]
    assert ("mail/Subject", "Нота — CD/9999") in [(field.name, field.text) for field in reading.fields]
    assert reading.source.media_type == "message/rfc822"


def test_a_letter_and_its_annexes_are_one_document() -> None:
    message = mail()
    attach(message, with_note("The letter", "Of the letter."), "letter.docx")
    attach(message, with_note("The annex", "Of the annex."), "annex.docx")
    reading = open_source(message.as_bytes(), name="letter.eml")
    body = [line for line in reading.lines if line.region == "body"]
    assert [(reading.text[line.start : line.end], line.component, line.page) for line in body] == [
        ("The letter", None, 1),
        ("The annex", "annex-1", 2),
    ]
    keys = [anchor.key for line in body for anchor in line.anchors]
    notes = {line.note: reading.text[line.start : line.end] for line in reading.lines if line.note}
    assert [notes[key] for key in keys] == ["Of the letter.", "Of the annex."]


def test_of_one_document_in_two_formats_the_better_is_read() -> None:
    message = mail()
    attach(message, b"%PDF-1.4 broken", "note.pdf", ("application", "pdf"))
    attach(message, word_file(paragraph("Text")), "note.docx")
    reading = open_source(message.as_bytes(), name="a.eml")
    assert not reading.findings
    assert reading.text.startswith("Text")


def test_a_second_masthead_is_a_document_apart_and_an_annex_may_come_first() -> None:
    message = mail()
    attach(message, word_file(paragraph("The annex")), "a-annex.docx")
    for name, organ, words in (("note.fr.docx", "Organe", "La note"), ("note.en.docx", "Organ", "The note")):
        attach(message, word_file(paragraph(words), header=paragraph(organ)), name)
    reading = open_source(message.as_bytes(), name="a.eml")
    assert [
        (reading.text[line.start : line.end], line.component) for line in reading.lines if line.region == "body"
    ] == [
        ("La note", None),
        ("The annex", "annex-1"),
    ]
    assert [finding.name for finding in reading.findings] == ["attachment-apart"]
    assert "note.en.docx" in reading.findings[0].text


def test_an_attachment_that_cannot_be_read_is_said_aloud() -> None:
    message = mail()
    attach(message, b"\x00\x01\x02", "virus.bin", ("application", "octet-stream"))
    attach(message, word_file(paragraph("Text")), "note.docx")
    reading = open_source(message.as_bytes(), name="a.eml")
    assert [finding.name for finding in reading.findings] == ["attachment-unread"]
    assert "virus.bin" in reading.findings[0].text


def test_a_mail_without_attachments_is_the_document() -> None:
    reading = open_source(mail("The Mission has the honour to inform.").as_bytes(), name="a.eml")
    assert [passage.text for passage in lay_out(reading).passages] == ["The Mission has the honour to inform."]


def test_a_mail_in_html_is_read_as_a_page() -> None:
    message = mail("")
    message.set_content("<p>The Mission <b>regrets</b>.</p>", subtype="html")
    reading = open_source(message.as_bytes(), name="a.eml")
    assert reading.text.strip() == "The Mission regrets."


def test_a_mail_inside_a_mail() -> None:
    inner = mail("")
    attach(inner, word_file(paragraph("Forwarded")), "note.docx")
    outer = mail()
    outer.add_attachment(inner)
    assert "Forwarded" in open_source(outer.as_bytes(), name="a.eml").text


def test_mails_inside_mails_without_end() -> None:
    message = mail("innermost")
    for _ in range(20):
        outer = mail("")
        outer.add_attachment(message)
        message = outer
    with pytest.raises(Unreadable):
        open_source(message.as_bytes(), name="a.eml")


def test_hundreds_of_mails_inside_mails_are_refused_unparsed() -> None:
    content = b"Subject: letter\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n" * 500 + b"deep\r\n"
    with pytest.raises(Unreadable, match="one by one"):
        open_source(content, name="a.eml")


def test_a_mail_that_says_nothing_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        open_source(b"From: a@b.example\nSubject: x\n\n", name="a.eml")
    assert refused.value.code == "nothing-read"


@pytest.mark.parametrize(
    "header",
    [
        "Content-Type: text/plain; charset=no-such",
        "Content-Transfer-Encoding: base64",
        "Date: Mon, 31 Mar 99999999999 12:00:00 +0000",
        "Content-Type: text/plain; name*=utf\0-8''a.txt",
    ],
)
def test_wrong_headers_do_not_stop_the_reader(header: str) -> None:
    content = f"From: a@b.example\nSubject: =?utf-8?b?broken\nTo: <<<,;\n{header}\n\nPlain words of a mail.\n"
    try:
        assert open_source(content.encode(), name="a.eml").text.strip()
    except Unreadable as refused:
        assert refused.text.endswith(".")


def test_a_plain_text_beside_a_word_file_is_an_annex_of_its_own() -> None:
    message = mail("")
    attach(message, word_file(paragraph("The letter")), "letter.docx")
    attach(
        message,
        b"First paragraph of the annex.\n\nSecond paragraph of it.\n",
        "annex.txt",
        ("application", "octet-stream"),
    )
    passages = lay_out(open_source(message.as_bytes(), name="a.eml")).passages
    assert [(passage.text, passage.component) for passage in passages] == [
        ("The letter", None),
        ("First paragraph of the annex.", "annex-1"),
        ("Second paragraph of it.", "annex-1"),
    ]


def mail_with(*names: str) -> bytes:
    """A mail that brings one short text under each name."""
    message = mail("Please circulate.")
    for number, name in enumerate(names):
        message.add_attachment(f"The General Assembly recalls text number {number}.", filename=name)
    return message.as_bytes()


def test_two_attachments_of_one_name_are_two_documents() -> None:
    text = open_source(mail_with("note.txt", "note.txt"), name="mail.eml").text
    assert "number 0" in text
    assert "number 1" in text


def test_attachments_left_unopened_are_said() -> None:
    reading = open_source(mail_with(*(f"n{number}.txt" for number in range(103))), name="mail.eml")
    assert any(one.code == "V116" and "n100.txt" in one.text for one in reading.findings)


def test_what_a_saved_page_shows_is_no_attachment() -> None:
    message = EmailMessage()
    message["Subject"], message["MIME-Version"] = "A page saved whole", "1.0"
    message.set_content("<html><body><p>The Ministers met on 4 May 2033.</p></body></html>", subtype="html")
    message.add_related(b"body { color: red }", maintype="text", subtype="css", cid="<style@page>")
    reading = open_source(message.as_bytes(), name="page.mht")
    assert reading.text.strip() == "The Ministers met on 4 May 2033."


def test_a_document_under_another_symbol_is_a_document_apart() -> None:
    message = mail("Two documents.")
    for symbol in ("A/99/901", "A/99/902"):
        attach(
            message,
            f"{symbol}\n\nThe Mission presents its compliments.\n".encode(),
            f"{symbol[-3:]}.txt",
            ("text", "plain"),
        )
    reading = open_source(message.as_bytes(), name="two.eml")
    assert "A/99/902" not in reading.text
    assert [finding.code for finding in reading.findings] == ["V119"]

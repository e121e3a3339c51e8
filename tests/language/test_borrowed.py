"""English words in an interface that lacks them: marked where a page can say so."""

import time

from generator.language.borrowed import as_markup, marked, plain, with_first

SKIP, EDITED = marked("Skip"), marked("Edited by {editor}")


def test_borrowed_words_become_an_element_that_says_so() -> None:
    assert as_markup(f"<a>{SKIP}</a>", "ar", "rtl") == '<a><bdi lang="en" dir="ltr">Skip</bdi></a>'


def test_what_is_put_into_them_is_in_the_language_of_the_site_again() -> None:
    assert as_markup(EDITED.format(editor="<b>هيئة</b>"), "ar", "rtl") == (
        '<bdi lang="en" dir="ltr">Edited by <bdi lang="ar" dir="rtl"><b>هيئة</b></bdi></bdi>'
    )


def test_numbers_in_them_are_english_too() -> None:
    text = marked("{n} reports").format(n="1,234")
    assert as_markup(text, "ar", "rtl") == '<bdi lang="en" dir="ltr">1,234 reports</bdi>'


def test_borrowed_words_within_borrowed_words_are_marked_once() -> None:
    both = marked("Facts: {state}").format(state=marked("agreed"))
    assert as_markup(both, "ja", "ltr") == '<bdi lang="en" dir="ltr">Facts: agreed</bdi>'


def test_an_option_says_it_by_itself() -> None:
    for option, said in (
        ("<option>{}</option>", '<option lang="en" dir="ltr">Skip</option>'),
        ('<option value="1">\n{}', '<option value="1" lang="en" dir="ltr">Skip'),
        ("<OPTION selected>{}</OPTION>", '<OPTION selected lang="en" dir="ltr">Skip</OPTION>'),
        ("<option>حزيران</option>", "<option>حزيران</option>"),
    ):
        page = f"<select>{option.format(SKIP).removesuffix('</option>')}</option></select>"
        end = said.removesuffix("</option>")
        assert as_markup(page, "ar", "rtl").startswith(f"<select>{end}"), option


def test_a_label_becomes_an_element_that_nobody_sees() -> None:
    page = f'<nav class="a" aria-label="{SKIP}"><svg role="img" aria-label=\'{SKIP}\'/></nav>'
    hidden = 'hidden="" data-pagefind-ignore=""><bdi lang="en" dir="ltr">Skip</bdi></span>'
    assert as_markup(page, "ar", "rtl") == (
        f'<span id="said-1" {hidden}<nav class="a" aria-labelledby="said-1">'
        f'<span id="said-2" {hidden}<svg role="img" aria-labelledby="said-2"/></nav>'
    )
    mixed = f'<svg aria-label="5 حزيران: {marked("{{n}} reports")}">'
    assert ">5 حزيران: <bdi lang=" in as_markup(mixed, "ar", "rtl")


def test_other_attributes_titles_and_scripts_have_the_words_alone() -> None:
    for page in (
        '<li aria-label="{}">',
        '<input placeholder="{}">',
        "<p title='a > b {}'>",
        "<title>{} · Site</title>",
        '<script type="application/ld+json">{{"name":"{} <b>"}}</script>',
        "<textarea>{}</textarea>",
        "<style>{}</style>",
    ):
        assert as_markup(page.format(SKIP), "ar", "rtl") == page.format("Skip")


def test_a_page_without_borrowed_words_stays_as_it_is() -> None:
    page = '<p title="a < b">1 &lt; 2 <a href="#">x</a></p><script>if (a<b) "</p>"</script>'
    assert as_markup(page, "de", "ltr") == page


def test_many_brackets_take_no_longer_than_they_are_many() -> None:
    page = "<p>" + "<" * 20_000 + '<a href="' * 2
    start = time.process_time()
    assert as_markup(page, "ar", "rtl") == page
    assert time.process_time() - start < 2


def test_the_first_letter_changes_behind_a_mark() -> None:
    assert plain(with_first(marked("as of {date}"), str.title)) == "As of {date}"
    assert with_first("ǆamija", str.title) == "ǅamija"
    assert with_first("", str.title) == ""

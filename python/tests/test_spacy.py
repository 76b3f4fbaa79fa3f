"""spaCy finds the tokenizer and the component by their entry points."""

import pytest

spacy = pytest.importorskip("spacy")


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "shilu.Tokenizer.v1"}}})
    nlp.add_pipe("shilu")
    return nlp


def test_every_fact_is_a_span_of_whole_words(nlp, news):
    for article in news[::20]:
        doc = nlp.make_doc(article["text"])
        doc.user_data["published"] = article["published"]
        doc = nlp.get_pipe("shilu")(doc)
        assert doc.text == article["text"]
        facts = doc._.analysis.facts
        assert len(doc.spans["shilu"]) == len(facts) > 20
        assert [span._.fact for span in doc.spans["shilu"]] == list(facts)
        whole = [span.text == span._.fact.text for span in doc.spans["shilu"]]
        assert sum(whole) >= 0.95 * len(whole)


def test_entities_do_not_overlap_and_tell_their_fact(nlp):
    doc = nlp("今年6月，全县新增民营企业98家，协调贷款1.2亿元。")
    assert {(span.text, span.label_) for span in doc.ents} >= {("98家", "count"), ("1.2亿元", "money")}
    (count,) = [span for span in doc.spans["shilu"] if span.label_ == "count"]
    assert count._.fact.object == "民营企业"


def test_blanks_and_odd_texts_stay_as_they_are(nlp):
    for text in ["", " ", "a  b 98家\n\n企业 ", "😀 有98家。\t好", "\u3000\u3000全县有98家。"]:
        assert nlp(text).text == text

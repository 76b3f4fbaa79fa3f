"""Objects: what a record says in JSON, an attribute says in Python."""

import datetime
import decimal
import json
import pickle
import threading

import pytest

import shilu

TEXT = "今年6月，纳溪区工商联启动“暖企行动”，为98家民营企业提供援企稳岗服务1000余人次，协调贷款1.2亿元，同比增长三成。"


def fact(analysis, text):
    return next(fact for fact in analysis.facts if fact.text == text)


def test_offsets_count_code_points():
    text = "😀" + TEXT
    for found in shilu.extract(text).facts:
        assert text[found.start : found.end] == found.text


def test_numbers_are_decimals_times_are_datetimes_and_references_are_facts():
    analysis = shilu.extract(TEXT, id="a/1", published="2020-11-25")
    count = fact(analysis, "98家")
    assert isinstance(count, shilu.Count) and isinstance(count, shilu.Fact)
    assert (count.kind, count.value, count.unit, count.object) == ("count", decimal.Decimal(98), "家", "民营企业")
    assert count.agent.text == "纳溪区工商联" and count.agent.entity.name == "纳溪区工商联"
    assert count.time == fact(analysis, "今年6月")
    assert (count.time.time_start, count.time.time_end) == (datetime.datetime(2020, 6, 1), datetime.datetime(2020, 7, 1))
    money = fact(analysis, "1.2亿元")
    assert (money.value, money.currency) == (decimal.Decimal(120_000_000), "CNY")
    assert (analysis.id, analysis.metadata.published) == ("a/1", datetime.datetime(2020, 11, 25))


@pytest.mark.parametrize(
    "published",
    [
        "2020-11-25",
        datetime.date(2020, 11, 25),
        datetime.datetime(2020, 11, 25),
        datetime.datetime(2020, 11, 24, 16, tzinfo=datetime.timezone.utc),
        "2020-11-24T16:00:00Z",
    ],
)
def test_published_is_a_string_a_date_or_a_datetime_told_in_beijing_time(published):
    assert shilu.extract("今年6月。", published=published).facts[0].timex == "2020-06"


def test_every_field_of_the_contract_is_an_attribute(news):
    """A field that the library grows must not be missing here."""
    renamed = {"start_byte", "end_byte", "start_char", "end_char", "si"}
    moments = {"start": "time_start", "end": "time_end"}
    kinds = set()
    for article in news[::10]:
        analysis = shilu.Analyzer(shilu.KINDS).extract(article["text"], published=article["published"])
        told = analysis.to_dict()
        for found, record in zip(analysis.facts, told["facts"]):
            kinds.add(found.kind)
            for name, value in record.items():
                if name in renamed:
                    continue
                attribute = getattr(found, moments.get(name, name))
                if isinstance(attribute, shilu.Fact):
                    assert attribute.id == value
                elif isinstance(attribute, shilu.Entity):
                    assert attribute.id == value
                elif isinstance(attribute, decimal.Decimal):
                    assert attribute == decimal.Decimal(value)
                elif isinstance(attribute, datetime.datetime):
                    assert attribute == datetime.datetime.fromisoformat(value)
                elif isinstance(attribute, tuple):
                    assert list(attribute) == value
                else:
                    assert attribute == value, name
        assert [link.source.id for link in analysis.links] == [link["from"] for link in told["links"]]
        assert [link.target.id for link in analysis.links] == [link["to"] for link in told["links"]]
        for entity, record in zip(analysis.entities, told["entities"]):
            assert [mention.id for mention in entity.mentions] == record["mentions"]
    assert kinds == set(shilu.KINDS)


def test_many_are_answered_in_order_whatever_the_threads(columns):
    texts, ids, times = columns
    one = [shilu.extract(text, id=i, published=time).to_json() for text, i, time in zip(texts[:40], ids, times)]
    for threads in (1, 3, None):
        many = shilu.extract_many(texts[:40], ids=ids[:40], published=times[:40], threads=threads)
        assert [analysis.to_json() for analysis in many] == one


def test_python_runs_on_while_articles_are_read(columns):
    """The interpreter's lock is free: another thread counts while this one reads."""
    texts = columns[0]
    stop, counted = threading.Event(), 0

    def count():
        nonlocal counted
        while not stop.is_set():
            counted += 1

    thread = threading.Thread(target=count)
    thread.start()
    try:
        before = counted
        shilu.extract_many(texts, threads=1)
        during = counted - before
    finally:
        stop.set()
        thread.join()
    # A call that kept the lock would let the other thread run for one switch interval at most.
    assert during > 100_000


def test_analyses_facts_and_analyzers_are_pickled():
    analysis = shilu.extract(TEXT, id="a", published="2020-11-25")
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(analysis, protocol)) == analysis
        count = fact(analysis, "98家")
        assert pickle.loads(pickle.dumps(count, protocol)).agent == count.agent
    settings = dict(kinds=["count", "organization"], organizations={"云上七号": "team"}, words=["援企稳岗 100 vn"], tagger=False)
    analyzer = pickle.loads(pickle.dumps(shilu.Analyzer(**settings)))
    assert analyzer.kinds == ["count", "organization"]
    text = "宏达系收购了云上七号，用于援企稳岗98次。"
    assert analyzer.extract(text) == shilu.Analyzer(**settings).extract(text)
    assert "云上七号" in [entity.name for entity in analyzer.extract(text).entities]


def test_equal_analyses_are_equal_and_hash_alike():
    one, other = shilu.extract(TEXT), shilu.extract(TEXT)
    assert one == other and hash(one) == hash(other) and len({one, other}) == 1
    assert one.facts[0] == other.facts[0] and len({*one.facts, *other.facts}) == len(one.facts)
    assert one != shilu.extract(TEXT, published="2020-11-25") and one != TEXT
    with pytest.raises(AttributeError):
        one.facts[0].text = "更改"


@pytest.mark.parametrize(
    "call, error, words",
    [
        (lambda: shilu.extract("好。", published="tomorrow"), ValueError, '"tomorrow" is no publication time'),
        (lambda: shilu.extract_many(["好。", "好。"], published=["2020-11-25", "x"]), ValueError, "published[1]"),
        (lambda: shilu.extract_many(["好。"], ids=["a", "b"]), ValueError, "1 texts, but 2 ids"),
        (lambda: shilu.Analyzer(["dates"]), ValueError, "known are date, money"),
        (lambda: shilu.Analyzer("date"), TypeError, "a sequence of names"),
        (lambda: shilu.extract_many("好。"), TypeError, "not one text"),
        (lambda: shilu.extract(b"\xe5"), TypeError, "a str or a shilu.Article"),
        (lambda: shilu.extract("\ud83d"), ValueError, "surrogate"),
        (lambda: shilu.extract("好。", published=20201125), TypeError, "a str, a date or a datetime"),
        (lambda: shilu.schema("fact"), ValueError, "known are articles, facts"),
        (lambda: shilu.extract_many(["好。"], threads=0), ValueError, "at least 1"),
        (lambda: shilu.Analysis.from_json("{}"), ValueError, "missing field"),
    ],
)
def test_errors_name_the_place_and_what_is_known(call, error, words):
    with pytest.raises(error) as raised:
        call()
    assert words in str(raised.value)


def test_a_list_with_a_bad_line_says_which(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("新联会\n新联会 ten n\n", encoding="utf-8")
    with pytest.raises(shilu.ListError) as raised:
        shilu.Analyzer(words=path)
    assert isinstance(raised.value, ValueError)
    assert (raised.value.file, raised.value.line) == (str(path), 2) and str(path) in str(raised.value)
    with pytest.raises(FileNotFoundError):
        shilu.Analyzer(organizations=str(tmp_path / "nowhere.txt"))


def test_lone_functions_need_no_article():
    date, same = shilu.dates("😀大会3月5日开幕。同日，展览开放。", "2021-03-10")
    assert (date.timex, same.timex, date.start, date.end) == ("2021-03-05", "2021-03-05", 3, 7)
    assert [(number.text, number.value) for number in shilu.numbers("一千余人，98家")] == [
        ("一千余", decimal.Decimal(1000)),
        ("98", decimal.Decimal(98)),
    ]
    assert shilu.sentences("增长3.5%。“办得好！”他说。") == ["增长3.5%。", "“办得好！”他说。"]
    words = shilu.words("😀2020年11月25日，县长王强走访企业1000余家。")
    assert "".join(word.text for word in words) == "😀2020年11月25日，县长王强走访企业1000余家。"
    assert [word.text for word in words if word.tag == "nr"] == ["王强"]
    assert words[1].text == "2020年11月25日" and (words[1].start, words[1].end) == (1, 12)


@pytest.mark.parametrize("text", ["", " \n\0\ufeff", "98", "“”《》（）", "第99999999999999999999名", "\u2028\r\n" * 50, "一" * 5000])
def test_any_text_has_an_analysis(text):
    analysis = shilu.extract(text, published="2020-11-25")
    assert json.loads(analysis.to_json()) == analysis.to_dict()
    assert shilu.Analysis.from_json(analysis.to_json()) == analysis
    assert len(shilu.statements([text])) >= 0 and len(shilu.column([text])) == 1

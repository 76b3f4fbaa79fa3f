"""A program that uses jieba goes on with shilu.jieba."""

import io

import pytest

import shilu.jieba as jieba
import shilu.jieba.posseg as pseg

PLAIN = [
    "我来到北京清华大学",
    "他来到了网易杭研大厦",
    "小明硕士毕业于中国科学院计算所，后在日本京都大学深造",
    "全县新增民营企业，协调贷款，同比增长三成。",
    "",
    " ",
]


@pytest.fixture
def peer():
    peer = pytest.importorskip("jieba")
    peer.setLogLevel(60)
    return peer


@pytest.mark.parametrize("text", PLAIN)
def test_words_are_jiebas(peer, text):
    assert jieba.lcut(text) == peer.lcut(text) == list(jieba.cut(text))
    assert jieba.lcut(text, HMM=False) == peer.lcut(text, HMM=False)
    assert jieba.lcut_for_search(text) == peer.lcut_for_search(text)
    assert list(jieba.tokenize(text)) == list(peer.tokenize(text))


def test_words_of_chinese_paragraphs_are_jiebas_where_no_ascii_stands(peer, columns):
    checked = 0
    for text in columns[0][::5]:
        for sentence in text.split("。"):
            if sentence.isascii() or any(c.isascii() for c in sentence):
                continue
            assert jieba.lcut(sentence) == peer.lcut(sentence)
            checked += 1
    assert checked > 50


def test_tags_are_jiebas():
    peer = pytest.importorskip("jieba.posseg")
    # Of words that the dictionary has: those it lacks (杭研) jieba tags by another model than jieba-rs.
    for text in PLAIN[3:] + PLAIN[:1]:
        assert [(w.word, w.flag) for w in pseg.cut(text)] == [(w.word, w.flag) for w in peer.cut(text)]
    word, flag = pseg.lcut("民营企业")[0]
    assert (word, flag) == ("民营企业", "n") and str(pseg.lcut("民营企业")[0]) == "民营企业/n"


def test_bytes_are_decoded_as_jieba_does():
    assert jieba.lcut("我来到北京".encode()) == jieba.lcut("我来到北京".encode("gbk")) == ["我", "来到", "北京"]


def test_a_tokenizer_has_words_of_its_own():
    mine = jieba.Tokenizer()
    assert mine.lcut("新联会援企稳岗") != ["新联会", "援企稳岗"]
    mine.add_word("援企稳岗", tag="vn")
    mine.load_userdict(["新联会 100 nt"])
    assert mine.lcut("新联会援企稳岗") == ["新联会", "援企稳岗"]
    assert pseg.POSTokenizer(mine).lcut("新联会援企稳岗") == [("新联会", "nt"), ("援企稳岗", "vn")]
    assert jieba.lcut("新联会援企稳岗") != ["新联会", "援企稳岗"]
    mine.del_word("民营企业")
    assert mine.lcut("民营企业") == ["民营", "企业"]


def test_user_dictionaries_are_paths_files_and_lines(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text("云计算 5 n\n创新办 3 i\n", encoding="utf-8")
    for given in (str(path), path, io.BytesIO(path.read_bytes()), io.StringIO("云计算 5\n创新办\n"), open(path, "rb")):
        mine = jieba.Tokenizer()
        mine.load_userdict(given)
        assert mine.lcut("李小福是创新办主任也是云计算方面的专家")[2:3] == ["创新办"]
    path.write_text("云计算 5 n more\n", encoding="utf-8")
    with pytest.raises(ValueError, match="mine.txt:1"):
        jieba.Tokenizer().load_userdict(path)
    with pytest.raises(ValueError, match="holds no blank"):
        jieba.add_word("云 计算")


@pytest.mark.parametrize("segment", [("中", "将"), "台中", ("今天", "天气")])
def test_suggested_frequencies_are_jiebas(peer, segment):
    assert jieba.Tokenizer().suggest_freq(segment) == peer.Tokenizer().suggest_freq(segment)


def test_a_suggestion_tunes_the_words():
    mine = jieba.Tokenizer()
    assert mine.lcut("如果放到post中将出错。", HMM=False) == ["如果", "放到", "post", "中将", "出错", "。"]
    mine.suggest_freq(("中", "将"), True)
    assert mine.lcut("如果放到post中将出错。", HMM=False) == ["如果", "放到", "post", "中", "将", "出错", "。"]


def test_all_that_jieba_names_is_there(peer):
    names = ["cut", "lcut", "cut_for_search", "lcut_for_search", "tokenize", "add_word", "del_word", "load_userdict", "set_dictionary"]
    names += ["suggest_freq", "get_FREQ", "initialize", "dt", "Tokenizer", "enable_parallel", "disable_parallel", "setLogLevel"]
    for name in names:
        assert hasattr(jieba, name) and hasattr(peer, name)
    assert jieba.get_FREQ("北京") == peer.get_FREQ("北京") and jieba.get_FREQ("云上坝") is None

"""The wheel says what the command line says, byte for byte, on 240 articles."""

import subprocess

import shilu


def test_lines_are_the_command_lines(columns, said):
    texts, ids, times = columns
    assert shilu.lines(texts, ids=ids, published=times) == said
    assert len(said) == 240


def test_objects_write_the_same_json(columns, said):
    texts, ids, times = columns
    analyses = shilu.extract_many(texts, ids=ids, published=times)
    assert [analysis.to_json().encode() + b"\n" for analysis in analyses] == said


def test_read_gives_what_the_command_line_reads(tmp_path, cli):
    files = {
        "a.txt": "全县有98家民营企业。".encode("gb18030"),
        "b.html": "<html><title>新闻</title><body><article><p>今年6月，全县新增民营企业98家，"
        "协调贷款1.2亿元，同比增长三成。</p></article></body></html>".encode(),
        "c.jsonl": '{"id":"1","text":"增长三成。","published":"2020-11-25"}\n{"id":"2"}\n'.encode(),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        path = str(tmp_path / name)
        run = subprocess.run([cli, "extract", path, "--to", "jsonl"], capture_output=True)
        lines, refused = [], []
        articles = shilu.read(path)
        while True:
            try:
                lines.append(shilu.extract(next(articles)).to_json().encode() + b"\n")
            except StopIteration:
                break
            except shilu.SourceError as error:
                refused.append(error)
        assert b"".join(lines) == run.stdout
        assert [(error.file, error.line) for error in refused] == ([(path, 2)] if name == "c.jsonl" else [])
        assert all(str(error) in run.stderr.decode() for error in refused)


def test_read_takes_bytes_and_names_of_fields():
    (article,) = shilu.read('{"url": "a/1", "content": "全县有98家企业。"}'.encode(), format="jsonl", text_field="content", id_field="url")
    assert (article.id, article.text, article.published) == ("a/1", "全县有98家企业。", None)

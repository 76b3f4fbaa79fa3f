"""As a user of pandas asks: who was given how much money, by the month of publication?"""

import pandas
import pyarrow

import shilu

news = pandas.DataFrame(
    {
        "id": ["n1", "n2"],
        "published": pandas.to_datetime(["2024-07-05", "2024-08-02"]),
        "text": [
            "今年6月，纳溪区工商联为98家民营企业协调贷款1.2亿元，同比增长三成。",
            "7月，江阳区人民政府投入资金3000万元，新建停车场8处。",
        ],
    }
)
statements = shilu.statements(news["text"], ids=news["id"], published=news["published"])
frame = pyarrow.table(statements).to_pandas()  # pandas 3 and later: pandas.DataFrame.from_arrow(statements)
print(frame[["who", "deed", "what", "value", "unit", "time_start", "sentence_text"]].to_string())

money = frame[frame["kind"] == "money"]
print(money.assign(value=money["value"].astype(float)).groupby([money["article_published"].dt.to_period("M"), "who"])["value"].sum())

"""As a user of JioNLP would ask: times, money and places of a text, and its sentences."""

import shilu

text = "3月8日上午，沿滩区投入资金1.2亿元，在兴隆镇新建厂房3.2万平方米。项目下月开工。"

# jio.ner.extract_time(text, time_base=…), jio.parse_time(…)
for date in shilu.dates(text, "2024-03-10"):
    print(date.text, date.timex, date.time_start, date.time_end)

# jio.ner.extract_money(text), jio.parse_money(…)
for money in shilu.Analyzer(["money"]).extract(text).facts:
    print(money.text, money.value, money.currency)

# jio.recognize_location(text), jio.parse_location(…)
for place in shilu.Analyzer(["place"]).extract(text).facts:
    print(place.text, place.level, place.code)

# jio.split_sentence(text)
print(shilu.sentences(text))

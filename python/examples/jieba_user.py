"""As a user of jieba writes: one import is another, the rest stays as it is."""

from collections import Counter

import shilu.jieba as jieba
import shilu.jieba.posseg as pseg

text = "沿滩区新联会为98家民营企业提供援企稳岗服务，民营企业家走进乡村。"

print("/".join(jieba.cut(text)))
jieba.add_word("援企稳岗", tag="vn")
print("/".join(jieba.cut(text)))
print(Counter(word for word, flag in pseg.cut(text) if flag.startswith("n")).most_common(3))
print([token for token in jieba.tokenize("民营企业", mode="search")])

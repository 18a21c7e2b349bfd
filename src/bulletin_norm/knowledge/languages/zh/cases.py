"""Chinese words for line lists (Simplified: the reading of a Traditional text is Simplified)."""

from __future__ import annotations

from bulletin_norm.language.cases import CaseWords, Meaning

_DIGITS = "一二三四五六七八九"
_NUMERALS = {digit: value for value, digit in enumerate(_DIGITS, 1)} | {"两": 2, "十": 10}
_NUMERALS |= {f"十{digit}": 10 + value for value, digit in enumerate(_DIGITS, 1)}
_NUMERALS |= {f"{ten}十": 10 * value for value, ten in enumerate(_DIGITS, 1)}
_NUMERALS |= {f"{ten}十{one}": 10 * t + o for t, ten in enumerate(_DIGITS, 1) for o, one in enumerate(_DIGITS, 1)}

_SURNAMES = (
    "王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 黄Huang 赵Zhao 吴Wu 周Zhou 徐Xu 孙Sun 马Ma 朱Zhu 胡Hu "
    "郭Guo 何He 高Gao 林Lin 罗Luo "
    "郑Zheng 梁Liang 谢Xie 宋Song 唐Tang 许Xu 韩Han 冯Feng 邓Deng 曹Cao 彭Peng 曾Zeng 肖Xiao 田Tian "
    "董Dong 袁Yuan 潘Pan 于Yu 蒋Jiang "
    "蔡Cai 余Yu 杜Du 叶Ye 程Cheng 苏Su 魏Wei 吕Lü 丁Ding 任Ren 沈Shen 姚Yao 卢Lu 姜Jiang 崔Cui "
    "钟Zhong 谭Tan 陆Lu 汪Wang 范Fan 金Jin "
    "石Shi 廖Liao 贾Jia 夏Xia 韦Wei 付Fu 方Fang 白Bai 邹Zou 孟Meng 熊Xiong 秦Qin 邱Qiu 江Jiang 尹Yin "
    "薛Xue 闫Yan 段Duan 雷Lei 侯Hou "
    "龙Long 史Shi 陶Tao 黎Li 贺He 顾Gu 毛Mao 郝Hao 龚Gong 邵Shao 万Wan 钱Qian 严Yan 覃Qin 武Wu 戴Dai "
    "莫Mo 孔Kong 向Xiang 汤Tang 凌Ling 敏Min"
)
_NAME = r"(?:[\u4e00-\u9fff]{1,2}(?:某某|某|[XxＸ×*＊]{1,3})[\u4e00-\u9fff]?)"
_NO_STAY = r"(?![^，。；]{0,6}(?:史|旅行)|[\d一二三四五六七八九十两几]+余?(?:天|日|个|年)|生活|距离|后)"
_BREAK = r"，,。；;：:\n（）()"

CASES = CaseWords(
    guards=(
        "男",
        "女",
        "岁",
        "现住",
        "居住",
        "住址",
        "常住",
        "暂住",
        "居于",
        "居於",
        "住处",
        "病例1：",
        "病例1:",
        "感染者1：",
        "感染者1:",
    ),
    numerals=tuple(_NUMERALS.items()),
    labels=(
        Meaning(
            r"(?:本土|本地|境外输入|输入性?|新增)?(?:新冠(?:病毒)?(?:肺炎)?)?无症状(?:感染)?(?:者|病例)?",
            "asymptomatic",
        ),
        Meaning(
            r"(?:本土|本地|境外输入|输入性?|新增)?(?:新冠(?:病毒)?(?:肺炎)?)?确诊(?:病例|患者|个案|病人)", "confirmed"
        ),
        Meaning(r"(?:新增)?疑似(?:病例|患者|个案)", "suspected"),
        Meaning(r"(?:死亡)(?:病例|个案)", "confirmed"),
        Meaning(r"(?:本土|本地|境外输入|输入性?|新增)?(?:新冠(?:病毒)?)?(?:阳性)?(?:感染者|阳性人员)", "unstated"),
        Meaning(r"(?:本土|本地|境外输入|输入性?|阳性)?(?:病例|患者|个案|病人|案例|案)", ""),
    ),
    unlabelled="confirmed",
    forms=(
        r"{label}(?:的?编号)?[:：\s]*(?:第)?{number}(?![\d十]|\s*[例人名宗岁日月年时例个多余%％]|[.,，]\d)(?:号)?",
        r"第{number}[例号个](?!\d)(?:{label})?",
        r"(?<![\d月第]){number}号{label}",
        r"^[ \t\u3000]*(?:病例)?(?:编号|序号)[:：]\s*{number}$",
    ),
    items=r"^[ \t\u3000]*[（(]?(?P<number>{number})[)）.．、](?!\d)\s*",
    links=r"\s*(?:、|和|及|与|，(?=\d))\s*(?:第)?(?!\d+\s*(?:岁|例|人|个|月))",
    ranges=r"(?:号)?\s*(?:至|到|-|—|－|–|~|～)+\s*(?:第)?",
    described=r"[)）]?\s*(?:[:：，,、（(\s。—-]|[男女某]|为|均|都|一名|现住|居住|常住|暂住|租住|居于|住|在|\d)",
    states=r"[)）]?\s*(?:[:：]|[，,]?\s*(?:均|都)?(?:[男女](?=[，,性])|现住|居住|常住|暂住|租住|居于|一名)|[（(][男女]"
    r"|为(?=[^，。；的]{0,8}(?:\d|男|女)))",
    names=_NAME,
    name_marks=("某", "X", "x", "Ｘ", "ｘ", "×", "*", "＊"),
    named=r"(?:{label})?(?P<name>{names})(?:[（(][^）)\n]{1,14}[)）])?[，,：:\s]{1,2}(?=[男女](?![儿婿方友])"
    r"|\d{1,3}岁|现[住居]|居住|常住)",
    ill=r"病例|患者|感染者|个案|病人|确诊|阳性|染疫|疑似|发病|发热|就诊|入院|隔离",
    dead=r"死亡|死者|去世|离世|病亡|病故",
    sentence_end=r"[。！？!?\n]",
    sexes=(
        Meaning(
            r"(?<![儿妇子孙侄父母之甥男少养继夫次长幼小其妻])女(?=[性童婴孩生士]|[，,、；;。\s（）()：:\d]|$"
            r"|病人|患者|病患|，|[^儿婿方友工兵子])",
            "female",
        ),
        Meaning(
            r"(?<![之孙侄女其])男(?=[性童婴孩生士]|[，,、；;。\s（）()：:\d]|$|病人|患者|病患|[^女方友工])", "male"
        ),
        Meaning(r"女士|女子", "female"),
        Meaning(r"先生|男子", "male"),
    ),
    cell_sexes=(),
    relatives=(
        Meaning(
            r"之(?:妻|女|母|姐|妹|孙女|外孙女|祖母|岳母|婆婆|儿媳)|(?:例|者|人|某|的)\d*的?(?:妻子|女儿|母亲"
            r"|姐姐|妹妹|孙女|外孙女|奶奶|外婆|岳母|婆婆|儿媳)(?!的)",
            "female",
        ),
        Meaning(
            r"之(?:夫|子|父|兄|弟|孙子?|外孙|祖父|岳父|公公|女婿)|(?:例|者|人|某|的)\d*的?(?:丈夫|儿子|父亲"
            r"|哥哥|弟弟|孙子|外孙|爷爷|外公|岳父|公公|女婿)(?!的)",
            "male",
        ),
    ),
    ages=(
        r"(?<![\d.~～—-])(?P<years>{number})\s*周?岁(?!以[下上]|及以|多|余|的?(?:女儿|儿子|父|母|小孩|孙))",
        r"年龄[:：为\s]*(?P<years>\d{1,3})(?!\d|[.-])",
        r"(?P<months>\d{1,2}|{number})个?月(?:龄|大)",
        r"(?<=[男女][，,])(?P<months>\d{1,2})个月",
        r"出生(?:仅|才)?(?P<months>\d{1,3})[天日]",
        r"(?<=[男女][，,])(?P<years>\d{1,3})(?=[，,])",
    ),
    bands=(r"{number}0?\s*(?:多|余|来|几)岁", r"\d{1,2}[-~～至—]\d{1,2}岁", r"年?[近逾约]\s*{number}岁"),
    age_gap=r"(?:性|童|婴|孩|士|生|子)?(?:患者|病人|病例)?[，,、;；\s（(：:]{0,3}(?:汉族|中国籍"
    r"|[^\s，,。；]{1,4}[族籍]|年龄|今年|现年|已婚|未婚)?[，,、\s：:为]{0,2}",
    residence=(
        r"现(?:居住|在?居住?|住址?|暂住|租住|住所|住地|常住|居)(?:地址?|址)?(?:地)?(?:位?于|在|为|是|：|:)?",
        r"(?:目前|平时|平日|一直|长期|常年|现)(?:随[^，。]{1,8})?(?:居住|暂住|常住|住|租住)(?:于|在|地为"
        r"|：|:)?" + _NO_STAY,
        r"(?:常住|居住|居家|暂住|租住|常居|长居)(?:地址?|址|住址?)?(?:位?于|在|为|是|：|:)+",
        r"(?:常住|居住|暂住|租住|常居|长居)(?:地址|址)?(?!史|地|在外|人口|小区|期间|证|居民|活动|环境|条件|[、，,。；）)])"
        + _NO_STAY,
        r"(?:家庭|现|居住|工作)?住址(?:为|是|：|:|位于)?(?!同)",
        r"(?<![a-z网])地址[：:]",
        r"家住(?:在|于|址)?|居[于於]|家庭住址[:：为]?|住所(?:位于|在)|住处(?:位于|为|是|在|：|:)|现在(?=[^，。]{2,8}[县市区镇乡村][，,])",
        r"(?<![入留收同居捂遮掩罩])住(?:在|于)?(?=[^院址所宿店同户处宅口民家])(?![^，。]{0,3}(?:医院|酒店))",
        r"(?:现)?居(?=[\u4e00-\u9fff]{2,8}(?:省|市|县|区|镇|乡|村|街道|社区))(?!住|家|民)",
    ),
    resident=(
        r"(?:长期|一直|常年|平时|平日)在(?P<place>[^，,。；;：:（）()\n\s]{2,24}?)(?:居住|生活|工作|务工"
        r"|打工|上班|经商|上学|就读|读书|学习)(?!史)",
        r"在(?P<place>[^，,。；;：:（）()\n\s]{2,24}?)(?:居住|生活|定居)(?!史|[、或及])",
        r"[，,：:](?:为|系|是)?(?P<place>[^，,。；;：:（）()\n\s]{2,30}?(?:村|社区|街道|小区|镇|乡|居委会"
        r"|县|区|市))(?:村民|居民|常住居民|住户)",
        r"[，,：:](?:为|系|是)?(?P<place>[^，,。；;：:（）()\n\s]{2,40})(?:居民|村民)(?=[，,。；;）)])",
        r"[，,](?:现)?在(?P<place>[^，,。；;：:（）()\n\s]{2,16}?)(?:[^，,。；;\n]{0,6})(?:工作|务工|打工"
        r"|上班|经商|上(?:大)?学|就读|读书|做生意)",
    ),
    residence_end=r"[，,。；;：:\n）)]|[\d一二三四五六七八九十]+(?:多|余|几)?岁|(?:系|为|是)(?=[^，。]{0,20}(?:接触|病例|患者|家|亲))|[（(]",
    same_residence=r"(?:住址|住所|居住地|地址|现住址|居住地址)(?:同|与)(?P<who>上|前|[^，。；]{2,12})|同住"
    r"|共同(?:居住|生活)|一起居住|同户|同一住址",
    origin=(
        r"[，,：:](?:为|系|是"
        r"|原籍)?(?P<place>[^，,。；;：:（）()\n\s\d]{2,24}(?<![户国家本工病他客军商老]))人(?:士)?(?=[，,。；;（(]"
        r"|$)",
    ),
    division=r"[省市县区镇乡村旗州]$",
    address=r"[省市县区镇乡村旗州屯寨街路道巷弄号楼栋苑庄府]|社区|花园|公寓|宿舍|大厦|家属院|新城"
    r"|^(?!单位|外地|本地|当地|学校|医院|居民|常住|.{0,4}家中?$)[\u4e00-\u9fff]{2,4}$",
    elsewhere=r"(?:户籍|籍贯|祖籍|自|从|由|到|赴|抵|往|经|返|回|来|去|乘|至|入境|途经|前往)[^，,。；]{0,6}$"
    r"|[自从由到赴抵往返回去至在于]$",
    occupations=(
        Meaning(r"无业|待业|无职业|无固定职业|失业", "unemployed"),
        Meaning(r"离退休|退休|离休", "retired"),
        Meaning(r"个体(?:户|经营|工商户|商户|老板|从业)?|自由职业|自营|经商", "self-employed"),
        Meaning(r"务农|农民|村民(?=[，,])", "farmer"),
        Meaning(r"家务|家庭主妇|料理家务|主妇", "housewife"),
        Meaning(r"店员|售货员|营业员|导购|销售员", "shop assistant"),
        Meaning(r"快递员|快递小哥|外卖(?:员|骑手|小哥)|送货员|配送员|骑手", "courier"),
        Meaning(r"保安", "security guard"),
        Meaning(r"保洁员?|清洁工|环卫工人?", "cleaner"),
        Meaning(r"移工|外来务工|农民工", "migrant worker"),
        Meaning(r"外佣|家政|保姆|月嫂|家庭佣工", "domestic helper"),
        Meaning(r"出租车司机|的士司机|网约车司机", "taxi driver"),
        Meaning(r"(?:大)?(?:货车|卡车|货运|冷链|物流)司机", "freight driver"),
        Meaning(r"公交(?:车)?司机|客车司机|巴士司机", "bus driver"),
        Meaning(r"司机|驾驶员", "driver"),
        Meaning(r"散居儿童|散居", "child not in care"),
        Meaning(r"幼儿园[^，。；]{0,6}(?:儿童|学生|幼儿|孩)|幼托儿童|托幼儿童|幼儿(?=[，,。])", "kindergarten child"),
        Meaning(r"婴儿|婴幼儿", "infant"),
        Meaning(r"幼儿园(?:老师|教师|教职工)", "kindergarten teacher"),
        Meaning(r"小学生|小学[^，。；]{0,8}学生|上学", "pupil"),
        Meaning(r"职业(?:中专|高中|学校|技术学校)[^，。；]{0,4}学生|中专生|技校学生", "vocational-school student"),
        Meaning(r"大学生|大学[^，。；]{0,8}学生|学院[^，。；]{0,6}学生|研究生", "university student"),
        Meaning(r"中学生|高中生|初中生|学生|就读|在读", "student"),
        Meaning(r"教师|老师|教职工", "teacher"),
        Meaning(r"医生|医师|大夫", "doctor"),
        Meaning(r"护士", "nurse"),
        Meaning(r"医务人员|医护人员", "health worker"),
        Meaning(r"护工|护理员", "care worker"),
        Meaning(r"民警|警察|辅警", "police officer"),
        Meaning(r"公务员|机关干部|干部", "civil servant"),
        Meaning(r"厨师|厨工", "cook"),
        Meaning(r"服务员", "waiter"),
        Meaning(r"理发师|美容师|美发师", "hairdresser"),
        Meaning(r"导游", "tour guide"),
        Meaning(r"摄影师", "photographer"),
        Meaning(r"工程师", "engineer"),
        Meaning(r"搬运工|装卸工", "porter"),
        Meaning(r"建筑工人?|工地", "construction worker"),
        Meaning(r"船员|海员", "seaman"),
        Meaning(r"商人|商贩|摊主|店主|老板|业主", "shop owner"),
        Meaning(r"渔民", "fisherman"),
        Meaning(r"作业员", "factory worker"),
        Meaning(r"职员|职工|白领|文员|员工", "office worker"),
        Meaning(r"务工|工人|打工", "worker"),
    ),
    trades=r"(?P<trade>(?!))",
    severities=(
        Meaning(r"危重(?:型|症)?|危殆", "critical"),
        Meaning(r"轻[型症]", "mild"),
        Meaning(r"普通型|中[型症](?=[）)，。；])", "moderate"),
        Meaning(r"(?<!危)重[型症](?!监护)", "severe"),
    ),
    classifications=(
        Meaning(r"(?:诊断为|判定为|确定为|订正为|核定为|为)[^，。；]{0,10}无症状感染者", "asymptomatic"),
        Meaning(r"确诊", "confirmed"),
    ),
    contacts=(
        r"(?:系|为|是)(?P<who>[^" + _BREAK + r"]{2,30}?)(?:的|之)密切接触者(?=的密切接触者)",
        r"(?:系|为|是)(?P<who>[^"
        + _BREAK
        + r"]{2,30}?)(?:的|之)?(?:次?密切接触者|次?密接者?|接触者|同行(?:者|人员?)|同事|同住人员?|同乘人员?"
        r"|同学|邻居|室友|朋友)",
        r"(?:系|为|是|[，,](?!系|为|是))(?P<who>[^"
        + _BREAK
        + r"]{1,20}?)(?:之|的)(?:夫|妻|子|女|父|母|妻子|丈夫|爱人|儿子|女儿|母亲|父亲|孙子|孙女|外孙|外孙女"
        r"|奶奶|爷爷|外婆|外公|哥哥|姐姐|弟弟|妹妹|家属|亲属|亲戚|儿媳|女婿)",
        r"与(?P<who>[^" + _BREAK + r"]{2,20}?)(?:系|为|是)(?:[^" + _BREAK + r"]{2,4})关系",
        r"(?:与|和)(?P<who>{label}\s*\d+)[^" + _BREAK + r"]{0,12}(?:接触|同住|同行|共同|一起|轨迹)",
    ),
    references=(
        Meaning(r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日", ""),
        Meaning(r"(?:[本我全]?[省市区县州]|外省)?(?:此前|前期|已)?(?:报告|通报|公布|确诊)的", ""),
        Meaning(r"本土|本地|境外输入|新增|(?:上述|此前|前期|已)", ""),
        Meaning(r"无症状感染者", "asymptomatic infection "),
        Meaning(r"确诊(?:病例|患者|个案)", "confirmed case "),
        Meaning(r"(?:阳性)?感染者", "infection "),
        Meaning(r"病例|患者|个案|案(?=\d)", "case "),
        *(Meaning(rf"{entry[0]}(?:某某?|[XxＸ×*＊]+)", entry[1:]) for entry in _SURNAMES.split()),
    ),
    onset=(
        r"发病(?!前|后|期间)|起病|病发|出现[^，,。；]{0,16}(?:症状|发热|发烧|咳|不适|乏力|无力|酸痛|咽"
        r"|头痛|头晕|腹泻|鼻|畏寒|寒战|胸闷|气|呕|痰)"
        r"|(?:开始|自觉|感觉?|自感|突发)(?![^，,。；]{0,3}无)[^，,。；]{0,10}(?:发热|发烧|咳|不适|乏力|酸痛|咽|头痛|头晕|腹泻|畏寒|症状)"
        r"|(?<!因)(?:发热|发烧|低热|低烧|高热|咳嗽|咽痛|畏寒|乏力|腹泻|头痛|不适|症状)(?!门诊"
        r"|感染|病人|患者|人员|客|者|史)(?![^。；]{0,18}(?:就诊|就医|入院|住院|收治|转入|求诊|入住))"
    ),
    confirmed=r"(?:会诊|复核|研判|评估|转归?)为(?=[^，,。；]{0,16}确诊)|确诊(?!的|患者|病例|病人|病患|个案|[^，,。；]{0,10}感染者)|诊断(?:为|是|出)(?!疑似|病毒性)|诊断(?=新)|(?:判定|确定|核定|订正|认定)为(?!疑似"
    r"|密切|次)|确认[^，,。；疑]{0,24}(?:病例|肺炎)(?!的)",
    tested=r"(?!)",
    undated=(
        r"(?:无(?!明显诱因|诱因)|未|没有|否认|不伴)[^，,。；]{0,14}$|(?:有|与|和|后来)(?:明显|任何|出现|被)?$|其[^，,。；]{1,4}$|(?:病例"
        r"|患者)\d+$|[（(][^）)]*$"
        r"|(?:[母父妻夫儿女]|亲|[哥姐弟妹孙婿媳婆公嫂叔舅姨姑]|[妻儿孙]子|家属)(?:已|被|已被)?$"
    ),
    another=r"[^，,。；\d]{0,2}(?:第\d{1,3}[例名个]?(?:本土|境外输入)?(?:确诊)?"
    r"|(?:本土|境外输入|新增)?(?:确诊|报告|通报|公布)的?(?:新增)?(?:本土|境外输入)?(?:确诊|无症状)?)"
    r"(?:病例|患者|病人|个案|感染者)",
    kin=r"(?:[母父妻夫儿女]|亲|[哥姐弟妹孙婿媳婆公]|家属|[父母妻丈]?[亲子夫])$",
    later=r"(?:乘|抵达)[^。；\n]{1,60}?隔离[^，。；]{0,4}(?:期间|其间)",
    table_guards=("性别",),
    columns=(
        Meaning(r"(?:病例)?(?:编号|序号)|病例(?=\s*$)", "number"),
        Meaning(r"性别", "sex"),
        Meaning(r"年龄", "age"),
        Meaning(r"职业", "occupation"),
        Meaning(
            r"(?:现|居)?住址?(?:地|所)?|居住地址?|现住址|常住地|地区|所在(?:地区|区县|县区)|区县|家庭住址", "residence"
        ),
        Meaning(r"发病(?:日期|时间)|起病时间", "onset"),
        Meaning(r"(?:确诊|诊断)(?:日期|时间)", "confirmed"),
        Meaning(r"(?:临床)?(?:分型|类型|类别|分类|诊断|病情)", "classification"),
        Meaning(r"姓名|备注|关系|发现(?:途径|方式)|来源|国籍|管控", "other"),
    ),
)

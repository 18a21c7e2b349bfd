"""English words round names of places."""

from __future__ import annotations

from bulletin_norm.language.places import PlaceWords


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PLACES = PlaceWords(
    generics={
        "province": ("province",), "provinces": ("province",),
        "municipality": ("city", "province"), "municipalities": ("city", "province"),
        "city": ("city",), "cities": ("city",),
        "prefecture": ("prefecture", "league"), "prefectures": ("prefecture", "league"), "state": ("prefecture",),
        "league": ("league", "prefecture"), "leagues": ("league",), "union": ("league",),
        "region": ("prefecture", "province", "district"), "regions": ("prefecture", "province"),
        "area": ("prefecture", "district"), "areas": ("prefecture", "district"),
        "district": ("district",), "districts": ("district",), "zone": ("district",),
        "county": ("county",), "counties": ("county",), "xian": ("county",),
        "banner": ("banner",), "banners": ("banner",), "flag": ("banner",), "qi": ("banner",),
        "sar": ("province",), "dist": ("district",), "prov": ("province",), "pref": ("prefecture",), "qu": ("district",),
        "shi": ("city",),
    },
    fillers=_words(
        """autonomous special administrative forest forestry new mining demonstration
        hui tu zhuang miao dong yi dai bai li tujia yao she naxi lahu wa va hani lisu tibetan mongol mongolian
        kazakh kazak korean manchu man uygur uyghur uighur kirgiz kyrgyz tajik xibe sibe salar dongxiang bonan baoan
        yugur evenki ewenki oroqen daur qiang zang gelao maonan mulam mulao shui sui bouyei buyi jingpo jing blang
        bulang pumi nu derung dulong jino xibo sibo hezhe hezhen tatar yugu sala and"""
    ),
    linkers=_words("of in under within"),
    zones=(
        "high-tech zone", "hi-tech zone", "high tech zone", "high-tech district",
        "high-tech industrial development zone", "high and new technology zone", "economic development zone",
        "economic and technological development zone", "development zone", "new area", "new district", "new zone",
        "industrial park", "bonded zone", "demonstration zone", "demonstration area", "free trade zone",
        "management zone", "administrative zone", "tourist resort", "international port district", "port area",
        "pilot zone", "port economic zone", "cooperation zone",
    ),
    heads=_words(
        """road street avenue lane alley highway expressway boulevard bridge hospital clinic school university college
        academy kindergarten station airport port wharf pier market supermarket mall plaza square park garden gardens
        home homes building buildings tower towers mansion apartment apartments hotel restaurant restaurants noodle
        noodles ramen house houses hostel inn company factory plant farm ranch warehouse prison jail community
        communities village villages town towns township townships subdistrict subdistricts sub-district compound
        neighborhood neighbourhood estate residence residential court bay lake river mountain mount island temple
        church nunnery checkpoint toll gate metro subway bus line railway theatre theater cinema gymnasium stadium
        center centre office bureau ship vessel cruise ferry freighter tanker newspaper daily news tv television university's dialect opera cuisine code
        production beer tea duck ham rice chicken soup hotpot sauce liquor tofu dumplings bank group corporation store shop shops pharmacy laboratory fair expo"""
    ),
    determiners=_words("the our this that whole entire my said all"),
    stop=_words(
        """the a an of in on at to from by for with and or as is are was were be been has have had there here it its
        this that these those new local imported overseas confirmed case cases asymptomatic infection infections
        including among which both all each total no none not also other others about after before between during
        since until on"""
    ),
    common=_words(
        """guide lean boxing luan babu moyu arun king he she an men long you dating gaming can sang song ding ling ming
        ping ting lung man mang pan pang ran rang tang tong wan wang yan yang ya ye xi xin fan fang fen gang gong
        gun hang hen hong hun king lan lang lei li ma mei min mo nan nang ning pa pei pin rong sha shang shen shun
        si su sun tai tan tu wei wen wu xiang xie xu yi yin ying yong yu yuan yue yun za zan zhang zhao zhen
        zheng zhong zhou zhu zi mu in to see linger panda tiling china
        xinhua"""
    ),
    people=_words(
        """reporter reporters editor correspondent correspondents author photographer dr mr mrs ms miss professor
        director secretary minister academician surnamed spokesman spokesperson spokeswoman named expert edit
        journalist intern driver nurse doctor physician teacher ship vessel mv freighter tanker"""
    ),
    beside_person=_words("male female man woman boy girl aged"),
    surnames=_words(
        """zhao qian sun li zhou wu zheng wang feng chen chu wei jiang shen han yang zhu qin you xu he lu shi zhang
        kong cao yan hua jin tao qi xie zou yu bai shui dou yun su pan ge xi fan peng lang chang ma miao feng hua fang
        tan zeng hou kuang nie zhuang zhai geng qiao rao weng
        ren yuan liu bao tang fei lian cen xue lei ni teng yin luo bi hao wu an le shi fu pi bian kang bu gu meng ping
        huang he mu xiao yao shao zhan di mi bei ming zang ji cheng dai song pang xiong shu qu xiang zhu dong liang du
        ruan lan min xi ma qiang jia lu lou jiang tong guo mei sheng lin diao zhong qiu luo gao xia cai tian hu ling
        huo wan guan mo jing qiu gan xie ying zong ding xuan deng bao zuo shi cui niu ou ding"""
    ),
    foreign=_words(
        """mongolia korea japan russia kazakhstan myanmar burma vietnam laos thailand cambodia singapore malaysia
        indonesia philippines india pakistan nepal bhutan bangladesh iran iraq turkey germany france italy spain
        britain england uk usa america canada mexico brazil australia ireland yemen georgia jordan chile chad mali
        niger guinea angola kenya egypt sudan qatar oman ukraine poland greece panama peru cuba uzbekistan tajikistan
        kyrgyzstan turkmenistan afghanistan daejeon jeonju matsue fukuyama matsuyama mihara tokai hiraizumi hakusan
        shimizu shirakawa icheon yeongcheon buyeo gangneung wonju pyeongchang jangseong jangheung hwasun taebaek
        cheongyang hamyang"""
    ),
    counted=_words(
        """case cases person persons people patient patients infection infections example examples piece pieces
        confirmed local asymptomatic imported new death deaths"""
    ),
    each=_words("each respectively"),
    numbers=_words(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty a an"""
    ),
    after_name=_words(
        """personnel resident residents people citizen citizens returnee returnees traveler travelers traveller travellers
        native natives reported reports reporting added adds found has had announced today yesterday respectively
        outbreak epidemic cluster lockdown local authorities government officials only alone itself proper provincial
        municipal health commission country"""
    ),
    letters=_words("to leave leaving left return returned returning enter entering come coming came from in need"),
    towns=_words("town towns township townships subdistrict subdistricts street streets sumu"),
    ordinals={
        "1st": "First", "2nd": "Second", "3rd": "Third", "4th": "Fourth", "5th": "Fifth", "6th": "Sixth",
        "7th": "Seventh", "8th": "Eighth", "9th": "Ninth", "10th": "Tenth", "11th": "Eleventh", "12th": "Twelfth",
        "13th": "Thirteenth", "14th": "Fourteenth",
    },
    town_kinds={
        "街道": "Subdistrict", "街道办事处": "Subdistrict", "镇": "Town", "乡": "Township",
        "族乡": "Ethnic Township", "苏木": "Sumu", "农场": "Farm", "林场": "Forest Farm",
    },
    nation=_words("china nationwide mainland national nation country"),
    facilities=_words(
        """hospital clinic school university college academy kindergarten station airport port wharf pier market
        supermarket mall plaza park ship vessel cruise ferry freighter tanker hotel restaurant noodles ramen inn company factory plant farm warehouse prison
        temple church metro subway cinema gymnasium stadium theatre theater newspaper daily bank group corporation
        store shop pharmacy laboratory fair expo beer tea duck rice chicken soup hotpot sauce liquor tofu dumplings
        pneumonia virus strain opera dialect cuisine code river lake mountain railway
        expressway highway"""
    ),
    source_before=(
        r"\b(?:return(?:s|ed|ing)?|back|c[ao]m(?:e|es|ing)|arriv(?:e|es|ed|ing)|travel(?:s|ed|led|ing|ling)?|imported"
        r"|input"
        r"|transferred|transported|flew|drove|depart(?:s|ed|ing)?|set off|trains?|flights?|truck|tourists?)"
        r"(?: \w+){0,2} from (?:the )?(?:city of |neighbou?ring |nearby )?"
        r"|\b(?:history of (?:\w+ ){0,3}|stay(?:s|ed|ing)? |stay history |residence |travel(?:s|ed|led|ing|ling)? )"
        r"(?:in|to|at) "
        r"|\b(?:been|go|goes|went|going|trips?|travel(?:s|ed|led|ing|ling)?) to "
        r"|\b(?:passed|passing|transit(?:ed|ing)?|via) (?:through )?"
    ),
    source_leads=("from ", "in ", "to ", "at ", "the ", "of ", "via ", "through ", "passed ", "passing "),
    joint=r",? (?:and|or) |, ?",
    glued={
        "city": ("city",), "shi": ("city",), "district": ("district",), "qu": ("district",), "county": ("county",),
        "xian": ("county",), "banner": ("banner",), "qi": ("banner",), "prefecture": ("prefecture",),
        "zhou": ("prefecture",), "diqu": ("prefecture",), "league": ("league",), "meng": ("league",),
        "province": ("province",), "sheng": ("province",),
    },
    loose=_words("qi xian qu shi state union market"),
    of=_words("of"),
    articles=_words("the"),
    possessive="s",
    small=_words("and of the"),
    homeward=_words("to leave leaving left enter entering return returning reach reaching"),
    autonomous=_words("autonomous administrative"),
    vague=_words("area areas market state union zone flag xian qi regions areas"),
)  # fmt: skip

"""Korean names of divisions: by the table of the foreign word orthography for Chinese, and in Sino-Korean readings."""

from __future__ import annotations

from bulletin_norm.language.names import NameWords, readings, spellings

_READINGS = """
가伽佳加可嘉家岢架柯茄街贾迦 각觉阁 간垦干涧简间 갈噶葛 감坎感甘监碱邯 갑闸 강冈刚姜岗康强江疆绛羌钢 개个介凯开改盖 객喀 거居巨渠莒 건乾建犍 검剑黔 게揭 격格 견鄄 결结 겸谦 겹郏 경京庆景泾琼竞经耿镜
계启桂溪界蓟鸡 고古固姑库故沽皋考藁高鼓 곡曲谷 곤坤昆 골汨 공公共功崆工巩恭拱珙贡赣邛 과戈果瓜科 곽郭霍 관关冠官宽灌管观馆 광光广矿 괴拐槐 굉宏 교交巧桥硚胶蛟郊 구丘久九区口句旧朐沟瓯衢邱鸠 국国 군军君 궁宫弓
권劝圈权 귀归贵 규奎 균匀筠 극克极 근勤根 금金锦 기冀基奇岐旗暨杞沂淇祁綦耆蕲起麒 길吉 나那 낙诺 남南 납纳 낭囊 내乃内奈 년年碾 녕宁 농农 뇨淖 눈嫩 눌讷 니尼 다多茶 단丹单团坛端郸 달达 담儋湛潭覃郯
당党唐堂塘当棠 대代台大岱带戴 덕德 도刀图岛度徒桃洮涂渡稻道都陶 독独 돈敦 돌突 동东同峒桐洞潼铜 두头斗杜 둔屯 득得 등滕灯登磴等腾藤邓 라喇罗萝 락乐洛 란兰栾滦澜 람岚蓝 랍拉腊 랑廊朗浪琅蒗郎阆 래崃来涞莱
랭冷 략略 량两凉梁良 려丽吕庐旅荔蠡黎 력力历 련涟莲连 렬列烈 렴廉濂 령令岭灵零 례澧礼醴 로卢崂怒泸潞炉老芦路鲁 록渌碌禄绿鹿麓 롱陇 뢰耒赉雷 료聊辽 룡龙 루垒娄楼 류柳流浏留类 륙六陆 륜仑伦轮 률栗溧 륭隆
륵勒 릉凌棱楞陵 리利李梨犁理离里鲤 린蔺邻麟 림临林 립立 마玛磨马麻 막漠莫 만万峦曼湾满 말末 망望芒茫 매梅迈 맥麦 맹勐孟盟 면冕勉棉绵 명名明鸣 모牟牡茅谋谟 목木沐牧穆 몽梦蒙 무务婺巫抚无武舞芜茂 묵墨默
문们文汶门闻 미尾弥微未湄眉米美 민岷敏民渑闵闽 밀密 박亳博泊 반攀潘班盘磐 발勃鲅 방坊房放方蚌邡防 배拜碚 백伯柏白百 번樊烦番繁 범范 법法 벽壁璧碧 변边 병兵屏秉 보保堡宝普步莆谱 복仆复濮福 본本
봉凤奉封峰烽蓬锋 부埠孚富府扶浮涪符罘芙部阜附 북北 분分汾芬 불佛 비妃比泌濞碑肥费邳郫 빈宾彬滨 빙凭 사四寺射师思斯查沙泗浉狮社莎谢 삭朔 산山汕 살萨 삼三 상上厢商尚常桑湘相祥翔象 새塞赛 색索色
서叙墅屿徐曙栖溆瑞舒西 석昔淅石硕锡 선仙善宣禅船鄯 설薛 섬陕 섭涉聂 성圣城成星 세细 소召小巢昭疏绍苏萧邵霄韶 손孙逊 송松淞 수修圳寿岫手树水濉睢秀穗绥遂随首 숙宿熟肃 순循旬淳顺 술沭 숭崇嵩 습习隰 승嵊承胜
시始市施柴 식息植 신信新申神莘辛 심审寻心沁沈浔深 십什十 쌍双 씨氏 아亚儿峨牙阿雅 악乐岳鄂 안安岸晏雁鞍 알嘎 암岩庵 압鸭 앙央昂 애崖涯爱 액掖额 야冶琊野 약若 양壤扬杨洋漾羊襄让镶阳 어于鱼 언偃堰彦焉郾鄢
업业邺 여余如汝舆 역峄易驿 연兖延沿烟研砚铅 염炎盐阎 엽叶 영永盈英荣营迎颍 예芮豫 오乌五伍吴吾悟敖梧澳 옥沃玉 온温蕴 옹瓮禺翁邕雍 와卧洼涡瓦 완宛莞 왕旺汪王 외外巍 요姚尧瑶耀要遥饶 욕峪 용埇容榕蓉
우于友右圩宇尤牛盂盱禹虞邮隅雨 운云运郓郧 울蔚郁 웅雄 원元原园垣沅源苑袁远 월月越 위为伟卫围威尉渭魏 유乳攸柔榆油游潍犹维裕酉 윤润 융融 은恩殷鄞银 음荫阴音 읍邑 응应鹰 의义仪依宜猗谊 이二伊夷尔彝洱眙黟
익弋益翼 인仁印 일日 임任 자子孜慈柘滋磁秭紫自资 작作柞 잠岑潜 잡卡杂 장丈场将庄张樟漳章藏长 재梓载 저底滁 적滴积绩赤迪 전全前淀瀍田电甸箭钱 절浙节 점垫店沾点 정丁井亭呈定征政旌正汀浈淀箐精贞郑靖静顶鼎
제提济诸齐 조助措曹朝枣潮照肇诏调赵 족足 종从宗枞钟 좌左 주主周州柱株洲珠畴舟酒驻 죽竹 준准峻浚遵 중中仲重 즉即 증增曾蒸 지坻志指枝池沚脂至芝芷 직稷织 진振晋津真秦缙辰进镇陈 질迭 집集 징征澄 차且岔次车 착错
찬赞 찰察扎札 참站 창仓厂彰昌沧苍 채寨彩蔡 책册策 척陟 천千天川泉迁阡 철掇铁 첨尖沾 첩叠 청晴清青 체棣 초招椒楚焦草蕉谯 촉蜀 촌村 총丛 추邹 축祝 춘春 충充冲忠 취嘴翠 치峙治淄茌 칙则 칠七 침郴 칭称
타拖陀 탁卓托涿 탄滩 탈脱 탑塔漯 탕宕汤砀 태台太泰 택泽 토吐土 통通 퇴堆 투渝 특特 파坝坡巴播波灞鄱 판坂版 팔八 패沛牌贝霸 팽彭 편偏 평坪平萍 포包埔布浦蒲 표票 풍丰风 피皮陂 필毕 하下厦夏河荷菏贺霞
학鹤 한寒汉罕邗韩 함含咸涵 합合哈 항恒杭港项 해海解 행杏行 향乡向响芗香 허许 헌献 혁赫革 현县玄贤 혈穴 협夹峡 형亨荆荥蓥衡邢陉 혜惠 호互呼壶好浩湖濠胡葫虎鄠 혼浑珲 홍洪红虹 화化华和桦禾花骅 확确 환桓环
활滑 황凰晃湟潢煌皇黄 회会回怀汇淮 획获 횡横 효孝猇 후侯后 휘徽晖辉 휴休 흑黑 흔忻 흠钦 흡恰歙 흥兴 희喜浠
"""

_INITIALS = (
    "라나 락낙 란난 람남 랍납 랑낭 래내 랭냉 량양 려여 력역 련연 렬열 렴염 령영 례예 로노 록녹 롱농 뢰뇌 료요 룡용 루누 류유 "
    "륙육 륜윤 률율 륭융 릉능 리이 린인 림임 립입 녀여 년연 념염 녕영 뇨요 뉴유 니이"
)

_SYLLABLES = """
a:아 ai:아이 an:안 ang:앙 ao:아오 ba:바 bai:바이 ban:반 bang:방 bao:바오 bei:베이 ben:번 beng:벙 bi:비 bian:볜 biao:뱌오 bie:볘 bin:빈
bing:빙 bo:보 bu:부 ca:차 cai:차이 can:찬 cang:창 cao:차오 ce:처 cen:천 ceng:청 cha:차 chai:차이 chan:찬 chang:창 chao:차오 che:처
chen:천 cheng:청 chi:츠 chong:충 chou:처우 chu:추 chua:촤 chuai:촤이 chuan:촨 chuang:촹 chui:추이 chun:춘 chuo:춰 ci:츠 cong:충
cou:처우 cu:추 cuan:촨 cui:추이 cun:춘 cuo:춰 da:다 dai:다이 dan:단 dang:당 dao:다오 de:더 dei:데이 den:던 deng:덩 di:디 dian:뎬
diao:댜오 die:뎨 ding:딩 diu:듀 dong:둥 dou:더우 du:두 duan:돤 dui:두이 dun:둔 duo:둬 e:어 en:언 eng:엉 er:얼 fa:파 fan:판 fang:팡
fei:페이 fen:펀 feng:펑 fo:포 fou:퍼우 fu:푸 ga:가 gai:가이 gan:간 gang:강 gao:가오 ge:거 gei:게이 gen:건 geng:겅 gong:궁 gou:거우 gu:구
gua:과 guai:과이 guan:관 guang:광 gui:구이 gun:군 guo:궈 ha:하 hai:하이 han:한 hang:항 hao:하오 he:허 hei:헤이 hen:헌 heng:헝 hong:훙
hou:허우 hu:후 hua:화 huai:화이 huan:환 huang:황 hui:후이 hun:훈 huo:훠 ji:지 jia:자 jian:젠 jiang:장 jiao:자오 jie:제 jin:진 jing:징
jiong:중 jiu:주 ju:쥐 juan:쥐안 jue:줴 jun:쥔 ka:카 kai:카이 kan:칸 kang:캉 kao:카오 ke:커 kei:케이 ken:컨 keng:컹 kong:쿵 kou:커우
ku:쿠 kua:콰 kuai:콰이 kuan:콴 kuang:쾅 kui:쿠이 kun:쿤 kuo:쿼 la:라 lai:라이 lan:란 lang:랑 lao:라오 le:러 lei:레이 leng:렁 li:리
lia:랴 lian:롄 liang:량 liao:랴오 lie:례 lin:린 ling:링 liu:류 long:룽 lou:러우 lu:루 luan:롼 lun:룬 luo:뤄 ma:마 mai:마이 man:만
mang:망 mao:마오 me:머 mei:메이 men:먼 meng:멍 mi:미 mian:몐 miao:먀오 mie:몌 min:민 ming:밍 miu:뮤 mo:모 mou:머우 mu:무 na:나 nai:나이
nan:난 nang:낭 nao:나오 ne:너 nei:네이 nen:넌 neng:넝 ni:니 nian:녠 niang:냥 niao:냐오 nie:녜 nin:닌 ning:닝 niu:뉴 nong:눙 nou:너우
nu:누 nuan:놘 nuo:눠 o:오 ou:어우 pa:파 pai:파이 pan:판 pang:팡 pao:파오 pei:페이 pen:펀 peng:펑 pi:피 pian:폔 piao:퍄오 pie:폐 pin:핀
ping:핑 po:포 pou:퍼우 pu:푸 qi:치 qia:차 qian:첸 qiang:창 qiao:차오 qie:체 qin:친 qing:칭 qiong:충 qiu:추 qu:취 quan:취안 que:췌
qun:췬 ran:란 rang:랑 rao:라오 re:러 ren:런 reng:렁 ri:르 rong:룽 rou:러우 ru:루 rua:롸 ruan:롼 rui:루이 run:룬 ruo:뤄 sa:싸 sai:싸이
san:싼 sang:쌍 sao:싸오 se:써 sen:썬 seng:썽 sha:사 shai:사이 shan:산 shang:상 shao:사오 she:서 shei:세이 shen:선 sheng:성 shi:스
shou:서우 shu:수 shua:솨 shuai:솨이 shuan:솬 shuang:솽 shui:수이 shun:순 shuo:숴 si:쓰 song:쑹 sou:써우 su:쑤 suan:쏸 sui:쑤이 sun:쑨
suo:쒀 ta:타 tai:타이 tan:탄 tang:탕 tao:타오 te:터 teng:텅 ti:티 tian:톈 tiao:탸오 tie:톄 ting:팅 tong:퉁 tou:터우 tu:투 tuan:퇀
tui:투이 tun:툰 tuo:퉈 wa:와 wai:와이 wan:완 wang:왕 wei:웨이 wen:원 weng:웡 wo:워 wu:우 xi:시 xia:샤 xian:셴 xiang:샹 xiao:샤오
xie:셰 xin:신 xing:싱 xiong:슝 xiu:슈 xu:쉬 xuan:쉬안 xue:쉐 xun:쉰 ya:야 yan:옌 yang:양 yao:야오 ye:예 yi:이 yin:인 ying:잉 yo:요
yong:융 you:유 yu:위 yuan:위안 yue:웨 yun:윈 za:짜 zai:짜이 zan:짠 zang:짱 zao:짜오 ze:쩌 zei:쩨이 zen:쩐 zeng:쩡 zha:자 zhai:자이
zhan:잔 zhang:장 zhao:자오 zhe:저 zhei:제이 zhen:전 zheng:정 zhi:즈 zhong:중 zhou:저우 zhu:주 zhua:좌 zhuai:좌이 zhuan:좐 zhuang:좡
zhui:주이 zhun:준 zhuo:줘 zi:쯔 zong:쭝 zou:쩌우 zu:쭈 zuan:쫜 zui:쭈이 zun:쭌 zuo:쭤 lü:뤼 nü:뉘 lüe:뤠 nüe:눼 shaan:산
"""

_LOOSE = """
chong:충/총 cong:충/총 dong:둥/동 gong:궁/공 gui:구이/꾸이 hong:훙/홍 kong:쿵/콩 long:룽/롱 nong:눙/농 rong:룽/롱 sa:싸/사 sai:싸이/사이
san:싼/산 sang:쌍/상 sao:싸오/사오 se:써/서 sen:썬/선 seng:썽/성 sha:사/샤 shan:산/샨 shang:상/샹 song:쑹/쏭/숭 sou:써우/서우 su:쑤/수
suan:쏸/솬 sui:쑤이/수이 sun:쑨/순 suo:쒀/숴 tian:톈/텐 tong:퉁/통 zhong:중/종 zong:쭝/쫑
"""

_COMMON = (
    "저장 장시 산시 신장 지난 선전 안산 우시 이창 중산 황산 전장 진중 진화 지시 한중 간난 산난 허비 주장 진창 이양 지안 한단 안양 신양 난양 "
    "상추 이빈 다리 우중 안순 원산 하미 광안 비제 양장 제양 리장 위수 위시 창지 지닝 린이 진청 신위 우후 푸신 번시 바중 러산 안칭 푸양 이춘 "
    "루안 위린 량산 아바 아리 창두"
)

NAMES = NameWords(
    syllables=spellings("", "", _SYLLABLES),
    loose=spellings("", "", _LOOSE),
    readings=readings(_READINGS),
    initials={one[0]: one[1] for one in _INITIALS.split()},
    generics={
        "省": ("{}성",),
        "自治区": ("{}자치구", "{}성"),
        "市": ("{}시",),
        "区": ("{}구",),
        "新区": ("{}신구",),
        "县": ("{}현",),
        "自治县": ("{}현", "{}자치현"),
        "自治州": ("{}주", "{}자치주"),
        "地区": ("{}지구",),
        "盟": ("{}맹",),
        "旗": ("{}기",),
    },
    least=3,
    counters=("명", "건", "곳"),
    common=frozenset(_COMMON.split()),
)

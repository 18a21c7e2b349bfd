"""Vietnamese names of divisions: the Sino-Vietnamese readings of their characters."""

from __future__ import annotations

from bulletin_norm.language.names import NameWords, readings

_READINGS = """
a阿 am庵 an安鞍 anh英 ba巴波 ban班 bao包 bi碑邳陂 binh兵 biên边 bà鄱 bài牌 bàn盘磐 bành彭 bá伯坝播灞霸 bác博 bách柏百 bái拜沛 bát八鲅 bân彬 bì皮郫
bình坪屏平萍 bích壁璧碧 bưu邮 bạc亳泊 bạch白 bạng蚌 bản坂本版 bảo保堡宝 bắc北 bằng凭 bỉnh秉 bố布 bối贝 bồ莆蒲 bồi碚 bồng蓬 bộ步部 bộc仆濮 bột勃
ca嘎迦 cam甘 can干 cao皋高 chi枝脂芝 chinh征 chiêu招昭 chiết浙 chiếu照诏 chu周株珠舟 chung钟 chuyết掇 chuẩn准 chá柘 chân真 châu州洲珠 chí志至
chính政正 chúc祝 chư诸 chưng蒸 chương彰樟漳章 chấn振 chỉ指沚芷 chủ主 chủy嘴 chức织 cung宫弓恭邛 càn乾 cá个 các阁 cách格革 cái盖 cám赣 cáp哈
cát吉噶葛 câu句沟 cô姑沽 côn昆 công公功工 cù朐衢 căn根 cơ基 cư居 cưu鸠 cương冈刚岗疆钢 cường强 cạnh竞 cải改 cảm感 cảng港 cảnh景耿 cảo藁 cần勤
cẩm锦 cố固故 cốc峪谷 cống贡 cổ古鼓 cộng共 củng巩拱珙 cừ渠 cử莒 cửu久九 cự巨 cực极 cựu旧 danh名 dao瑶遥 di夷弥彝眙 dinh营 diêm盐阎 diên延 diêu姚
diệp叶 diệu耀 do犹 doanh盈营 du攸榆油渝游 dung容榕蓉融 duy潍维 duyên沿铅 duyện兖 dân民 dã冶野 dĩnh颍 dũng埇 dư余舆 dương扬杨洋羊阳 dạng漾 dậu酉
dặc弋 dịch峄掖易驿 dụ峪裕 dự豫 dực翼 gia加嘉家茄 giai佳 gian间 giang江 giao交胶蛟郊 già伽 giá架 giác觉 giám监 giáng绛 giáp夹郏 giả贾 giải解
giản涧简 giới介界 hanh亨 hiến献 hiếu孝 hiền贤 hiệp峡 hoa华桦花骅 hoài怀淮 hoàn桓环 hoàng凰湟潢煌皇黄 hoành宏横 hoạch获 hoạt滑 hoản莞 hoảng晃
hoắc霍 huy徽晖辉 huyền玄 huyện县 huyệt穴 huệ惠 huỳnh荥 hy浠 hà河荷菏霞 hàm含咸涵邯 hàn寒邗韩 hàng杭 hành行衡 hào濠猇 hách赫 hán汉 hãn忻罕
hình邢陉 hòa和禾 hòe槐 hóa化 hô呼 hùng雄 hưng兴 hưu休 hương乡芗香 hướng向 hưởng响 hạ下厦夏贺 hạc鹤 hạng项 hạnh杏 hạo浩 hải海 hảo好 hấp歙
hầu侯 hậu后 hắc黑 hằng恒 hối汇 hồ壶湖胡葫 hồi回 hồn浑珲 hồng洪红虹 hổ虎 hỗ互 hộ鄠 hội会 hợp合 hứa许 hữu友右 hỷ喜 kha柯 khai开 khang康
khiêm谦 khoa科 khoan宽 khoáng矿 khu区 khuyên圈 khuyến劝 khuê奎 khách喀 khánh庆 kháp恰 khâm钦 khâu丘邱 khê溪 khôn坤 không崆 khúc曲
khương姜羌 khả可岢 khải凯启 khảm坎 khảo考 khẩn垦 khẩu口 khắc克 khố库 khởi起 kim金 kinh京泾经荆 kiếm剑 kiến建 kiềm碱黔 kiền犍 kiều桥硚 kê鸡
kính镜 ký冀 kế蓟 kết结 kỳ奇岐旗淇祁綦耆蕲麒 kỵ暨 kỷ杞 la罗萝 lai崃来涞莱 lam岚蓝 lan兰澜 lang廊琅郎 lao崂 linh灵零 liêm廉濂 liên涟莲连 liêu聊辽 liễu柳
liệt列烈 loa漯 loan峦栾湾滦 long隆龙 loại类 luân仑伦轮 ly离 lâm临林 lân邻麟 lâu娄楼 lã吕 lãi赉 lãng朗浪蒗阆 lãnh冷 lão老 lê梨犁黎 lô泸炉芦 lôi雷
lý李理里鲤 lăng凌棱楞陵 lĩnh岭 lũng陇 lũy垒 lư卢庐 lưu流浏留 lương凉梁良 lưỡng两 lược略 lạc乐洛 lạp拉腊 lạt喇 lận蔺 lập立 lật栗溧 lặc勒 lễ澧礼蠡醴
lệ丽棣荔 lệnh令 lịch历 lỗ番鲁 lỗi耒 lộ潞路 lộc禄鹿麓 lợi利 lục六渌碌绿陆 lữ吕旅 lực力 ma磨麻 mai梅 mang芒茫 mao茅 mi眉 minh明盟鸣 miên棉绵 miễn勉
miện冕 my湄 mân岷闽 mã玛马 mãn满 mãnh勐 mô谟 môn们门 mông蒙 mưu牟谋 mạc漠莫 mạch麦 mại迈 mạn曼 mạnh孟 mạt末 mẫn敏闵 mẫu牡 mật密 mậu茂
mặc墨默 mễ米 mịch汨 mộc木沐 mộng梦 mục牧穆 mỹ美 na那 nam南 nang囊 nga峨 ngang昂 ngao敖 nghi仪宜沂 nghiên研 nghiêu尧 nghiễn砚 nghiệp业邺
nghênh迎 nghĩa义 nghị谊 ngoại外 ngu虞 ngung禺隅 nguy巍 nguyên元原沅源 nguyệt月 ngân鄞银 ngô吴吾梧 ngõa瓦 ngũ五伍 ngư鱼 ngưu牛 ngạc鄂
ngạch额 ngạn岸彦 ngọa卧 ngọc玉 ngộ悟 ngụy魏 nha牙琊 nhai崖涯街 nham岩 nhi儿 nhiêu饶 nhiệm任 nhu柔 nhuận润 nhuế芮 nhâm任 nhân仁 nhã雅
nhĩ尔洱 nhũ乳 như如 nhưỡng壤 nhược若 nhượng让 nhạc岳 nhạn雁 nhật日 nhị二 nhữ汝 ni尼 ninh宁 niên年 niếp聂 niễn碾 náo淖 nãi乃 nông农
nại奈 nạp纳 nặc诺 nộ怒 nội内 nộn嫩 nột讷 oa洼 oanh蓥 pha坡 phan潘 phi妃 phiếu票 phiền烦 phong丰封峰烽锋风 phu孚 phàn攀樊 pháp法 phân分芬
phì肥 phí费 phòng房防 phóng放 phù扶浮涪符罘芙 phú富 phúc福 phương方邡 phường坊 phượng凤 phạm范 phần汾芬 phật佛 phố埔浦 phồn番繁 phổ普谱
phụ埠阜附 phục复 phụng奉 phủ府抚莆 qua戈涡瓜 quan关冠官观 quang光 quy归 quyên鄄 quyến圳 quyền权 quách郭 quán灌馆 quân军匀君筠 quý贵 quả果
quải拐 quản管莞 quảng广 quế桂 quốc国 quỳnh琼 sa沙 song双 sung充 sài柴 sào巢 sách册策 sán汕 sát察 sâm郴 sân莘 sóc朔 sùng崇 sơ疏 sơn山
sư师浉狮 sương厢 sầm岑 sắc色 sở楚 tam三 tang桑 tha拖 thai台 than滩 thang汤 thanh清青 thao洮 thi施 thiên偏千天迁阡 thiết铁 thiền禅 thiều韶
thiểm陕 thiện单善鄯 thiệp涉 thiệu绍邵 thoát脱 thuyền船 thuần淳 thuận顺 thuật沭 thành城成 thác托错 thái太彩泰蔡 thánh圣 tháp塔 thâm深
thân申 thê栖 thôn村 thông通 thúy翠 thư舒 thương仓商沧苍 thường常 thượng上尚 thạc硕 thạch石 thả且 thảo草 thấm沁 thấp隰 thất七 thần神辰
thẩm审沈 thập什十 thắng胜 thằng渑 thặng嵊 thị市氏 thọ寿 thố措 thổ吐土 thụ树 thục熟蜀 thụy瑞 thủ手首 thủy始水 thứ次 thừa承 thự墅曙 thực植
tinh旌星箐精 tiêm尖 tiên仙 tiêu椒焦萧蕉霄 tiến进 tiết节薛 tiếu谯 tiềm潜 tiền前钱 tiểu小 tiễn箭 toa莎 toàn全 toại遂 tra查 trang庄 trinh浈贞
triêm沾 triền瀍 triều朝潮 triệu召肇赵 trung中忠 truy淄 trà茶 trác卓涿 trát扎札 trâu邹 trì池茌 trình呈 trù畴 trùng重 trú驻 trúc竹 trĩ峙
trương张 trường场长 trượng丈 trạch泽 trại寨 trạm湛站 trấn镇 trần陈 trắc陟 trị治 trịnh郑 trọng仲 trợ助 trụ柱 trừ滁 trừng澄 tu修
tung嵩枞 tuy濉睢绥 tuyên宣 tuyền泉 tuân遵 tuấn峻浚 tuần循旬 tuệ穗 tào曹 tác作索 tái塞赛载 tán赞 tát萨 tâm心 tân宾新津滨辛 tây西 tình晴
tích昔淅滴积绩锡 tín信 tòng从 tô苏 tôn孙 tông宗 tùng丛松淞 tùy随 tú秀 túc宿肃足 tăng增 tĩnh靖静 tư孜思斯滋资 tương将湘相襄镶 tường祥翔 tượng象 tạ谢
tạc柞 tạng藏 tạp卡杂 tả左 tảo枣 tấn晋缙 tất毕泌 tầm寻浔 tần秦 tập习集 tắc则稷 tằng曾 tế济细 tề齐 tỉnh井 tốn逊 tụ岫 tứ四泗 tức即息 từ徐慈磁
tử子梓紫 tửu酒 tự叙寺屿溆自 tỵ濞 tỷ比秭 ung邕雍 uy威 uyển宛苑 uông汪 uất郁 uẩn蕴 vi为围微 vinh荣 viêm炎 viên园垣袁 viễn远 việt越 vu于圩巫盂盱芜
vân云郧 vô无 văn文闻 vĩ伟尾 vĩnh永 vũ宇武禹舞雨 vưu尤 vương王 vượng旺 vạn万 vấn汶 vận运郓 vệ卫 vị未渭 vọng望 vụ务婺 xa车 xung冲 xuyên川 xuân春
xác确 xã社 xích赤 xóa岔 xưng称 xương昌 xưởng厂 xạ射 xảo巧 y伊依猗黟 yên烟焉鄢 yến晏 yết揭 yếu要 yển偃堰郾 á亚 ái爱 áo澳 áp闸鸭 âm阴音 ân恩殷
âu瓯 ích益 ô乌 ôn温 ông翁 úng瓮 úy尉蔚 đa多 đam儋 đan丹单郸 đao刀 đinh丁汀 điếm垫店 điền田 điều调 điểm点 điện淀电甸 điệp叠 điệt迭 đoan端
đoàn团 đà陀 đài台 đàm潭覃郯 đàn坛 đào桃陶 đãng宕砀 đình亭 đô都 đôi堆 đôn敦 đông东 đăng灯登 đơn丹 đương当 đường唐堂塘棠 đại代大岱 đạm儋 đạo稻道
đạt达 đảng党 đảo岛 đầu头 đẩu斗 đắc得 đằng滕腾藤 đẳng等 đặc特 đặng磴邓 đề提 để坻底 đỉnh顶鼎 địch迪 định定 đồ图徒涂 đồn屯 đồng同峒桐潼铜 đỗ杜
độ度渡 độc独 động洞 đột突 đới带戴 đức德 ư于 ưng鹰 ương央 ấm荫 ấn印 ấp邑 ốc沃 ứng应
"""

NAMES = NameWords(
    readings=readings(_READINGS),
    joint=" ",
    capital="each",
    generics={
        "省": ("tỉnh {}", "Tỉnh {}"),
        "自治区": ("khu tự trị {}", "Khu tự trị {}"),
        "市": ("thành phố {}", "Thành phố {}", "thị xã {}", "TP {}", "TP. {}"),
        "区": ("quận {}", "Quận {}"),
        "新区": ("khu mới {}", "tân khu {}"),
        "县": ("huyện {}", "Huyện {}"),
        "自治县": ("huyện {}", "Huyện {}", "huyện tự trị {}"),
        "自治州": ("châu {}", "châu tự trị {}"),
        "地区": ("địa khu {}",),
        "盟": ("minh {}",),
        "旗": ("kỳ {}",),
    },
)

/* How Chinese characters are read where the one reading that ICU knows of each is not the one in
 * names. Hand-kept; tools/genhan makes tables of it. Each row is the characters, then a reading for
 * each. Checked against GB 2312, whose first 3,755 characters stand in the order of their readings
 * (tests/unit/base_han.c). */
#ifndef TOOLS_READINGS_H
#define TOOLS_READINGS_H

/* A character by itself: how it is read, and, if there is one, how else it may be. */
static const char *const reading_chars[] = {
	"什 shí shén",	 "传 chuán zhuàn", "伺 sì cì",	   "似 sì shì",	   "伽 jiā qié",
	"佛 fó fú",	 "俟 sì qí",	   "傀 kuǐ",	   "刹 shā chà",   "削 xuē xiāo",
	"剥 bō bāo",	 "劲 jìn jìng",	   "勒 lè lēi",	   "匙 chí shi",   "卜 bǔ bo",
	"厦 shà xià",	 "参 cān shēn",	   "吁 xū yù",	   "呢 ne ní",	   "咋 zǎ zhā",
	"咯 gē kǎ",	 "咳 ké hāi",	   "嚼 jiáo jué",  "囤 tún dùn",   "圩 wéi xū",
	"地 dì",	 "埔 pǔ bù",	   "壳 ké qiào",   	   "弄 nòng lòng",
	"弹 dàn tán",	 "拓 tuò tà",	   "捕 bǔ",	   "掺 chān",	   
	"曝 bào pù",	 "曾 zēng céng",   "朝 cháo zhāo", "柏 bǎi bó",	   "柞 zuò zhà",
	"桔 jú jié",	 "椎 zhuī chuí",   "槛 kǎn jiàn",  "模 mó mú",	   "泊 bó pō",
	"潦 liáo lǎo",	 "炔 quē",	   "爪 zhuǎ zhǎo", "率 lǜ shuài",  "琢 zhuó zuó",
	"瀑 pù bào",	 "町 dīng tǐng",   "畜 xù chù",	   "着 zhe zhuó",  "肋 lèi",
	"脯 fǔ pú",	 "脉 mài mò",	   "茄 qié jiā",   "茜 qiàn xī",   "莘 shēn xīn",
	"落 luò là",	 "著 zhù zhe",	   "藉 jiè jí",	   "藏 cáng zàng", "蛤 gé há",
	"蔓 màn wàn",	 "行 xíng háng",   "角 jiǎo jué",  "调 tiáo diào", "谁 shuí shéi",
	"谌 chén shèn",	 "貉 hé háo",	   "贾 jiǎ gǔ",	   "轧 zhá yà",	   "辗 zhǎn niǎn",
	"辟 pì bì",	 "还 huán hái",	   "都 dū dōu",	   "重 zhòng chóng", "长 cháng zhǎng",
	"钥 yào yuè",	 "阚 kàn hǎn",	   "隗 wěi kuí",   "露 lù lòu",	   "会 huì kuài",
	"乐 lè yuè",	 "乜 niè miē",	   "了 liǎo le",   "单 dān shàn",  "塞 sài sè",
	"翟 zhái dí",	 "郗 xī chī",	   "郄 qiè xì",	   "阿 ā ē",	   "雀 què qiāo",
	"粘 zhān nián",
};

/* Words, wherever they stand. */
static const char *const reading_words[] = {
	"银行 yín háng",   "央行 yāng háng",   "分行 fēn háng",	  "支行 zhī háng",
	"商行 shāng háng", "车行 chē háng",    "洋行 yáng háng",  "琴行 qín háng",
	"农行 nóng háng",  "工行 gōng háng",   "建行 jiàn háng",  "中行 zhōng háng",
	"招行 zhāo háng",  "交行 jiāo háng",   "投行 tóu háng",	  "行业 háng yè",
	"行情 háng qíng",  "行长 háng zhǎng",  "太行 tài háng",	  "成长 chéng zhǎng",
	"家长 jiā zhǎng",  "校长 xiào zhǎng",  "院长 yuàn zhǎng", "董事长 dǒng shì zhǎng",
	"局长 jú zhǎng",   "部长 bù zhǎng",    "市长 shì zhǎng",  "船长 chuán zhǎng",
	"增长 zēng zhǎng", "生长 shēng zhǎng", "长子 zhǎng zǐ",	  "学长 xué zhǎng",
	"首长 shǒu zhǎng", "店长 diàn zhǎng",  "团长 tuán zhǎng", "厂长 chǎng zhǎng",
	"重庆 chóng qìng", "重阳 chóng yáng",  "重新 chóng xīn",  "重组 chóng zǔ",
	"重启 chóng qǐ",   "重生 chóng shēng", "重构 chóng gòu",  "重塑 chóng sù",
	"重叠 chóng dié",  "重复 chóng fù",    "厦门 xià mén",	  "厦大 xià dà",
	"音乐 yīn yuè",	   "乐器 yuè qì",      "乐团 yuè tuán",	  "乐队 yuè duì",
	"声乐 shēng yuè",  "民乐 mín yuè",     "乐府 yuè fǔ",	  "乐章 yuè zhāng",
	"乐谱 yuè pǔ",	   "爱乐 ài yuè",      "乐清 yuè qīng",	  "交响乐 jiāo xiǎng yuè",
	"会计 kuài jì",	   "会稽 kuài jī",     "朝霞 zhāo xiá",	  "朝晖 zhāo huī",
	"朝夕 zhāo xī",	   "朝气 zhāo qì",     "调查 diào chá",	  "调研 diào yán",
	"调度 diào dù",	   "调动 diào dòng",   "西藏 xī zàng",	  "藏族 zàng zú",
	"藏药 zàng yào",   "藏医 zàng yī",     "宝藏 bǎo zàng",	  "地藏 dì zàng",
	"传记 zhuàn jì",   "自传 zì zhuàn",    "弹性 tán xìng",	  "弹簧 tán huáng",
	"弹力 tán lì",	   "给水 jǐ shuǐ",     "供给 gōng jǐ",	  "自给 zì jǐ",
	"给排水 jǐ pái shuǐ", "角色 jué sè",   "地壳 dì qiào",	  "六安 lù ān",
	"六合 lù hé",	   "率先 shuài xiān",  "模具 mú jù",	  "模板 mú bǎn",
	"便宜 pián yi",	   "番禺 pān yú",      "蚌埠 bèng bù",	  "大埔 dà bù",
	"浒墅关 xǔ shù guān", "湖泊 hú pō",    "水泊 shuǐ pō",	  "梁山泊 liáng shān pō",
	"铅山 yán shān",   "莘庄 xīn zhuāng",  "枞阳 zōng yáng",  "歙县 shè xiàn",
	"井陉 jǐng xíng",  "洪洞 hóng tóng",   "繁峙 fán shì",	  "单县 shàn xiàn",
	"东阿 dōng ē",	   "阿胶 ē jiāo",      "阿房 ē páng",	  "阿弥陀 ē mí tuó",
	"牟平 mù píng",	   "中牟 zhōng mù",    "尉犁 yù lí",	  "荥阳 xíng yáng",
	"荥经 yíng jīng",  "柏林 bó lín",      "渑池 miǎn chí",	  "泌阳 bì yáng",
	"浚县 xùn xiàn",   "珲春 hún chūn",    "什么 shén me",	  "犍为 qián wéi",
	"筠连 jūn lián",   "黄陂 huáng pí",    "校对 jiào duì",	  "校准 jiào zhǔn",
	"校验 jiào yàn",   "星宿 xīng xiù",    "拓片 tà piàn",	  "拓本 tà běn",
	"曾经 céng jīng",  "萝卜 luó bo",      "伽蓝 qié lán",	  "雪茄 xuě jiā",
	"钥匙 yào shi",	   "人参 rén shēn",    "海参 hǎi shēn",	  "党参 dǎng shēn",
	"丹参 dān shēn",   "西洋参 xī yáng shēn", "参茸 shēn róng", "高丽参 gāo lí shēn",
	"出差 chū chāi",   "畜禽 chù qín",     "家畜 jiā chù",	  "的士 dí shì",
	"龟兹 qiū cí",	   "关卡 guān qiǎ",    "秘鲁 bì lǔ",	  "古刹 gǔ chà",
	"名刹 míng chà",   "杉木 shā mù",      "大夫 dài fu",	  "大厦 dà shà",
	"解放 jiě fàng",   "解决 jiě jué",     "解码 jiě mǎ",	  "单位 dān wèi",
	"单车 dān chē",	   "查询 chá xún",     "种子 zhǒng zi",	  "种业 zhǒng yè",
	"种植 zhòng zhí",  "折扣 zhé kòu",     "折叠 zhé dié",	  "秘密 mì mì",
	"秘书 mì shū",	   "员工 yuán gōng",   "区块 qū kuài",	  "区域 qū yù",
	"繁荣 fán róng",   "繁华 fán huá",     "繁星 fán xīng",	  "盖世 gài shì",
	"粘土 nián tǔ",	   "强劲 qiáng jìng",  "标识 biāo zhì",	  "瀑布 pù bù",
	"身份 shēn fèn",   "投降 tóu xiáng",   "睡觉 shuì jiào",  "雀巢 què cháo",
};

/* Surnames, where what they begin may be a person's name. */
static const char *const reading_names[] = {
	"单 shàn",	"仇 qiú",	"解 xiè",	"朴 piáo",	"查 zhā",	 "区 ōu",
	"盖 gě",	"种 chóng",	"覃 qín",	"缪 miào",	"召 shào",	 "员 yùn",
	"折 shé",	"牟 mù",	"秘 bì",	"粘 nián",	"繁 pó",	 "洗 xiǎn",
	"隽 juàn",	"呙 guō",	"炅 guì",	"佴 nài",	"眭 suī",	 "乐正 yuè zhèng",
	"乐羊 yuè yáng", "尉迟 yù chí",	"万俟 mò qí",	"长孙 zhǎng sūn", "单于 chán yú",
	"澹台 tán tái",	"拓跋 tuò bá",	"吐谷浑 tǔ yù hún",
};

#endif

#include "model/similar_words.h"

const char *const latin_forms[] = {
	"inc", "incorporated", "corp", "corporation", "co", "company", "cie", "ltd", "limited", "llc",
	"llp", "lp", "plc", "pllc", "pte", "pty", "pvt", "gmbh", "mbh", "ggmbh", "ag", "kg", "kgaa",
	"ohg", "ug", "gbr", "ev", "eg", "ek", "sa", "sas", "sasu", "sarl", "eurl", "srl", "spa", "snc",
	"sapa", "sl", "slu", "sociedad", "anonima", "cv", "ltda", "lda", "eireli", "bv", "nv", "vof",
	"ab", "oy", "oyj", "as", "asa", "aps", "hf", "ehf", "kft", "zrt", "nyrt", "doo", "dd", "ad", "sro",
	"spol", "sp", "zoo", "ooo", "oao", "zao", "pao", "bhd", "sdn", "tbk", "kk", "se", "scs", "sca",
	"the", "and", "und", "et", "y", "e", "de", NULL,
};

const char *const latin_trades[] = {
	"trading", "trade", "traders", "technology", "technologies", "tech", "technik", "system",
	"systems", "systeme", "solution", "solutions", "service", "services", "consulting",
	"consultants", "international", "intl", "global", "worldwide", "group", "gruppe", "groupe",
	"grupo", "gruppo", "holding", "holdings", "industry", "industries", "industrial", "software",
	"digital", "media", "logistics", "logistik", "electronics", "electronic", "electric",
	"engineering", "manufacturing", "enterprise", "enterprises", "partners", "partner",
	"associates", "ventures", "capital", "investment", "investments", "products", "supply",
	"import", "export", "handel", "handels", "vertrieb", "vertriebs", "werke", NULL,
};

const char *const latin_places[] = {
	"asia", "europe", "africa", "america", "americas", "pacific", "apac", "emea", "usa", "us", "uk",
	"china", "prc", "hong", "kong", "hk", "taiwan", "japan", "korea", "india", "singapore",
	"malaysia", "thailand", "vietnam", "indonesia", "australia", "canada", "mexico", "mexicana",
	"brasil", "brazil", "espana", "spain", "iberica", "france", "italia", "italy", "deutschland",
	"germany", "austria", "osterreich", "oesterreich", "schweiz", "suisse", "switzerland",
	"nederland", "netherlands", "belgium", "polska", "poland", "norge", "norway", "sverige",
	"sweden", "danmark", "denmark", "suomi", "finland", "beijing", "shanghai", "shenzhen",
	"guangzhou", "guangdong", "suzhou", "hangzhou", "nanjing", "ningbo", "qingdao", "tianjin",
	"wuhan", "chengdu", "chongqing", "xiamen", "dalian", "zhejiang", "jiangsu", "shandong", NULL,
};

const char *const latin_titles[] = {
	"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "ing", "dipl", "mag", "herr", "frau",
	"hr", "fr", "mme", "mlle", "monsieur", "madame", "sr", "sra", "srta", "don", "dona", "sig",
	"jr", "phd", "msc", "bsc", "mba", NULL,
};

const char *const han_forms[] = {
	"股份有限公司", "有限责任公司", "有限公司", "集团公司", "总公司", "公司", "集团", "股份", "企业",
	"株式会社", "有限会社", "合同会社", "주식회사", "유한회사", "商行", "工厂", "商店", "厂", "店", NULL,
};

const char *const han_branches[] = {
	"分公司", "支公司", "分店", "分行", "支行", "办事处", "代表处", "营业部", NULL,
};

const char *const han_trades[] = {
	"房地产开发", "进出口贸易", "房地产", "进出口", "信息技术", "网络技术", "网络科技", "信息科技",
	"电子商务", "生物技术", "供应链", "机器人", "半导体", "互联网", "新能源", "新材料", "自动化",
	"科技", "贸易", "实业", "商贸", "电子", "技术", "信息", "网络", "软件", "机械", "设备", "工程", "建筑",
	"建设", "装饰", "建材", "投资", "管理", "咨询", "服务", "文化", "传媒", "传播", "广告", "物流", "运输",
	"货运", "食品", "饮料", "医药", "药业", "制药", "医疗", "器械", "生物", "化工", "化学", "材料", "能源",
	"电力", "电器", "电气", "仪器", "仪表", "汽车", "配件", "置业", "地产", "物业", "餐饮", "酒店", "旅游",
	"教育", "培训", "服饰", "服装", "纺织", "家具", "家居", "环保", "农业", "国际", "控股", "发展", "开发",
	"制造", "工业", "产业", "智能", "数据", "通信", "通讯", "光电", "金属", "五金", "塑料", "橡胶", "包装",
	"印刷", "工贸", "经贸", "百货", "超市", "商务", "资本", "基金", "保险", "证券", "银行", "租赁", NULL,
};

const char *const han_places[] = {
	"中国", "北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽",
	"福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃",
	"青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "亚洲", "亚太", "石家庄", "太原",
	"呼和浩特", "沈阳", "大连", "长春", "哈尔滨", "南京", "苏州", "无锡", "常州", "南通", "徐州", "扬州", "镇江",
	"杭州", "宁波", "温州", "嘉兴", "湖州", "绍兴", "金华", "台州", "义乌", "合肥", "芜湖", "福州", "厦门", "泉州",
	"南昌", "济南", "青岛", "烟台", "潍坊", "临沂", "郑州", "洛阳", "武汉", "宜昌", "长沙", "株洲", "广州", "深圳",
	"珠海", "佛山", "东莞", "中山", "惠州", "汕头", "江门", "南宁", "桂林", "柳州", "海口", "三亚", "成都", "绵阳",
	"贵阳", "昆明", "西安", "兰州", "西宁", "银川", "乌鲁木齐", "拉萨", "台北", "高雄", "唐山", "保定", "昆山", NULL,
};

const char *const han_titles[] = {
	"先生", "女士", "小姐", "太太", "夫人", "老师", "经理", "医生", "教授", "博士", "总经理", NULL,
};

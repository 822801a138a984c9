#include "model/card_words.h"

const char *const card_company[] = {
	"gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "gbr", "se", "ltd", "limited", "llc", "llp", "lp", "plc",
	"inc", "incorporated", "corp", "corporation", "company", "co", "pte", "pty", "bv", "nv", "sarl", "sas",
	"spa", "srl", "oy", "ab", "aps", "asa", "group", "gruppe", "holding*", "partners", "associates",
	"universit*", "hochschule", "institut*", "bank", "*werke", "*werk", "*gesellschaft", "stiftung", "verein",
	"sa", "societe", "sociedad",
	"公司", "集团", "集團", "银行", "銀行", "大学", "大學", "研究院", "研究所", "事务所", "事務所", "工厂",
	"工廠", "商行", "企业", "企業", "酒店", "医院", "醫院", "株式会社", NULL,
};

const char *const card_job[] = {
	"manager*", "director*", "head", "chief", "ceo", "cfo", "cto", "coo", "cio", "cmo", "vp", "president",
	"vice", "officer", "executive", "engineer*", "sales", "consultant*", "partner", "assistant", "buyer",
	"purchas*", "procurement", "founder", "owner", "representative", "specialist", "analyst", "architect",
	"coordinator", "administrator", "advisor", "adviser", "associate", "lead", "accountant", "secretary",
	"developer", "designer", "professor", "counsel", "*leiter*", "*leitung", "geschaftsfuhr*", "vertrieb*",
	"*einkauf*", "referent*", "*bearbeiter*", "*berater*", "*ingenieur*", "inhaber*", "prokurist*", "vorstand*",
	"assistenz", "assistent*", "vorsitzend*", "aussendienst", "innendienst", "*verkauf*", "*meister*",
	"directeur*", "directrice*", "responsable*", "chef", "acheteu*", "gerente*", "jefe", "jefa", "compras", "comercial",
	"ventas", "daglig leder", "innkjop*", "selger*", "salgs*",
	"经理", "經理", "总监", "總監", "主管", "主任", "总裁", "總裁", "董事", "工程师", "工程師", "顾问", "顧問",
	"专员", "專員", "助理", "主席", "采购", "採購", "代表", "会计", "會計", "秘书", "秘書", "部长", "部長",
	"厂长", "廠長", "教授", "科长", "科長", "处长", "處長", "店长", "店長", "创始人", "創辦人", "业务员",
	"業務", "销售", "銷售", "负责人", "負責人", NULL,
};

const char *const card_street[] = {
	"street", "st", "road", "rd", "avenue", "ave", "boulevard", "blvd", "lane", "ln", "drive", "dr", "suite",
	"ste", "floor", "building", "square", "parkway", "pkwy", "highway", "court", "house", "close", "way",
	"*strasse", "*str", "*weg", "*platz", "*allee", "*gasse", "*ring", "*ufer", "*damm", "*hof", "*markt",
	"rue", "quai", "calle", "avenida", "plaza", "via", "*gata", "*gate", "*vej", "*veien",
	"postfach", "box", "路", "街", "大道", "弄", "巷", "号楼", "号", "號", "栋", "座", "室", "楼", "樓",
	"工业区", "工業區", "园区", "園區", "开发区", NULL,
};

const char *const card_country[] = {
	"germany", "deutschland", "austria", "osterreich", "switzerland", "schweiz", "united kingdom", "uk",
	"england", "scotland", "wales", "ireland", "usa", "u.s.a.", "united states", "united states of america",
	"canada", "australia", "new zealand", "china", "p.r. china", "pr china", "p. r. china", "taiwan",
	"hong kong", "singapore", "france", "frankreich", "spain", "italy", "netherlands", "belgium", "norway",
	"sweden", "denmark", "finland", "poland", "india", "japan", "中国", "中國", "台湾", "台灣", "臺灣", "香港",
	"中华人民共和国", NULL,
};

const char *const card_closing[] = {
	"regards", "sincerely", "cheers", "thanks", "thank", "best", "yours", "grusse", "grussen", "gruss",
	"gruessen", "gruesse", "hochachtungsvoll", "sent", "gesendet", "confidential*", "vertraulich*", "disclaimer",
	"registergericht*", "handelsregister*", "amtsgericht", "geschaftsfuhrer:", "geschaftsfuhrung:",
	"cordialement", "saludos", "hilsen", "aufsichtsrat*", "sitz", "registered", "此致", "敬礼", "敬禮", "祝好", "顺祝", "順祝", "谢谢", "謝謝",
	"发自", "發自", NULL,
};

const char *const card_number[] = {
	"vat", "ust", "ustid", "ust-idnr", "ust-id", "steuernummer", "steuernr", "hrb", "hra", "iban", "bic", "tax",
	"reg", "company no", "registration", "qq", "税号", "稅號", "统一社会信用代码", "統一編號", "账号", "帳號",
	"微信", "wechat", NULL,
};

const char *const card_mobile[] = {
	"mobile", "mobil", "mobiltelefon", "handy", "cell", "cellphone", "mob", "m", "c", "手机", "手機", "移动",
	"移動", "行动", "行動", NULL,
};

const char *const card_fax[] = { "fax", "telefax", "f", "传真", "傳真", NULL };

const char *const card_home[] = { "home", "private", "privat", "h", "住宅", "家庭", NULL };

const char *const card_label[] = {
	"tel", "telephone", "telefon", "phone", "fon", "ph", "t", "p", "o", "d", "m", "c", "f", "h", "e", "w", "a",
	"office", "direct", "direkt", "durchwahl", "work", "switchboard", "zentrale", "mobile", "mobil",
	"mobiltelefon", "handy", "cell", "cellphone", "mob", "fax", "telefax", "home", "privat", "private", "email",
	"e-mail", "mail", "mailto", "web", "website", "webseite", "www", "internet", "url", "homepage", "电话",
	"電話", "手机", "手機", "传真", "傳真", "邮箱", "郵箱", "电子邮件", "電子郵件", "电邮", "電郵", "网址",
	"網址", "网站", "網站", "邮编", "郵編", "总机", "總機", "直线", "直線", "移动", "移動", "行动", "行動",
	"住宅", "地址", NULL,
};

const char *const card_title[] = {
	"dr", "prof", "dipl.-ing", "mr", "mrs", "ms", "miss", "sir", "herr", "frau", "dipl-ing", "dipl", "ing", "mag", 
	"med", "rer", "nat", "jur", "phil", "pol", "oec", NULL,
};

const char *const card_city[] = {
	"北京", "上海", "天津", "重庆", "重慶", "广州", "廣州", "深圳", "杭州", "南京", "苏州", "成都", "武汉",
	"西安", "青岛", "大连", "宁波", "厦门", "东莞", "台北", "臺北", "高雄", "台中", "香港", NULL,
};

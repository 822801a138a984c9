/* The words of the invented customers: a culture is given names, the parts of surnames, firms, cities.
 * Texts in a list stand between '|', the frequent ones first. */
#ifndef TESTS_BENCH_PEOPLE_H
#define TESTS_BENCH_PEOPLE_H

struct culture {
	const char *given, *heads, *tails; /* a surname is a head and a tail */
	const char *trades, *legal;        /* a firm is a surname (a city, in Chinese), a trade, a form */
	const char *cities, *country, *dial, *top;
};

/* The English and the Chinese come first; the accented are the rest. */
enum { ENGLISH, CHINESE, ACCENTED };

static const struct culture cultures[] = {
	[ENGLISH] = {
		.given = "James|Mary|John|Patricia|Robert|Jennifer|Michael|Linda|William|Elizabeth|David|"
			 "Susan|Richard|Jessica|Joseph|Sarah|Thomas|Karen|Charles|Nancy|Daniel|Lisa|Matthew|"
			 "Betty|Anthony|Margaret|Mark|Sandra|Steven|Ashley|Paul|Emily|Andrew|Donna|Joshua|"
			 "Michelle|Kenneth|Carol|Kevin|Amanda|Brian|Melissa|George|Deborah|Edward|Stephanie|"
			 "Ronald|Rebecca|Timothy|Laura|Jason|Helen|Jeffrey|Sharon|Ryan|Cynthia|Jacob|Kathleen|"
			 "Gary|Amy|Nicholas|Shirley|Eric|Angela|Jonathan|Anna|Stephen|Ruth|Larry|Brenda|Zoe",
		.heads = "Smith|John|Will|Brown|Jon|Dav|Mill|Wil|Moor|Tayl|And|Thom|Jack|Whit|Harr|Mart|"
			 "Clark|Lew|Rob|Walk|Hall|All|Young|King|Wright|Hill|Scott|Green|Ad|Bak|Nels|Cart|"
			 "Mitch|Turn|Phil|Camp|Park|Ev|Ed|Coll|Stew|Morr|Rog|Reed|Cook|Morg|Bell|Murph|Ash|"
			 "Black|Hart|Lang|Mar|Nor|Pem|Rad|Sher|Stan|Thorn|Wood|Bart|Ches|Dun|Ells|Farn",
		.tails = "|son|s|er|ton|ley|ford|man|wood|field|well|ham|worth|by|well|ridge|land|more|"
			 "burn|brook|shaw|don|stone|hurst|gate|combe|wick|den|low",
		.trades = "Logistics|Foods|Software|Textiles|Optics|Electronics|Paper|Tools|Furniture|"
			  "Chemicals|Transport|Engineering|Insurance|Packaging|Instruments",
		.legal = "Ltd|Inc|LLC|plc|Corp|& Sons|Group",
		.cities = "London|New York|Chicago|Manchester|Leeds|Boston|Dublin|Bristol|Austin|Denver|"
			  "Edinburgh|Cardiff|Portland|Belfast|Norwich|Savannah|Buffalo|Madison|Cork|Galway",
		.country = "United Kingdom", .dial = "+44 20", .top = "co.uk.example",
	},
	[CHINESE] = {
		.given = "伟|芳|娜|敏|静|丽|强|磊|军|洋|勇|艳|杰|娟|涛|明|超|秀|霞|平|刚|桂|英|华|玉|兰|红|"
			 "建|国|文|志|海|晓|春|小|雪|梅|林|云|飞|龙|凤|鹏|宇|欣|佳|思|雨|梓|涵|浩|然|子|轩|俊|"
			 "博|嘉|怡|诗|琪|瑞|晨|阳|天|一|心|悦|宁|康|乐|德|仁|义|礼|智|信|永|福|荣|昌|光|辉|成|"
			 "功|立|新|正|中|东|南|西|北|山|川|江|河|湖|石|金|木|水|火|土",
		.heads = "王|李|张|刘|陈|杨|黄|赵|吴|周|徐|孙|马|朱|胡|郭|何|高|林|罗|郑|梁|谢|宋|唐|许|韩|冯|"
			 "邓|曹|彭|曾|肖|田|董|袁|潘|于|蒋|蔡|余|杜|叶|程|苏|魏|吕|丁|任|沈|姚|卢|姜|崔|钟|谭|"
			 "陆|汪|范|金|石|廖|贾|夏|韦|付|方|白|邹|孟|熊|秦|邱|江|尹|薛|闫|段|雷|侯|龙|史|陶|黎|"
			 "贺|顾|毛|郝|龚|邵|万|钱|严|覃|武|戴|莫|孔|向|汤|单|仇|解|朴|查|区|欧阳|司马|上官|诸葛",
		.tails = "",
		.trades = "科技|贸易|电子|食品|纺织|机械|物流|化工|建材|医疗器械|仪器|网络技术|广告|包装",
		.legal = "有限公司|股份有限公司|有限责任公司|集团有限公司|厂",
		.cities = "北京|上海|广州|深圳|成都|杭州|重庆|武汉|西安|苏州|天津|南京|长沙|郑州|青岛|宁波|"
			  "厦门|济南|大连|昆明|哈尔滨|合肥|福州|无锡|温州|乌鲁木齐|呼和浩特",
		.country = "China", .dial = "+86 21", .top = "cn.example",
	},
	[ACCENTED] = {
		.given = "Jürgen|Günther|Käthe|Jörg|Anja|Hans|Ursula|Wolfgang|Sören|Bärbel|Uwe|Heike|Björn|"
			 "Rüdiger|Lörne|Matthäus",
		.heads = "Müll|Schröd|Köhl|Krüg|Schäf|Bäck|Weiß|Groß|Häus|Löw|Böhm|Vög|Jäg|Kön|Lüd|Grün|Hübn",
		.tails = "er|ner|mann|e|ig|ke|ers|stein|bach|berg|feld|thal|hoff|meier",
		.trades = "Maschinenbau|Möbel|Getränke|Spedition|Werkzeuge|Straßenbau|Büchsenmacher",
		.legal = "GmbH|AG|KG|GmbH & Co. KG|e. K.",
		.cities = "Berlin|München|Köln|Hamburg|Düsseldorf|Nürnberg|Lübeck|Zürich|Würzburg|Gießen",
		.country = "Germany", .dial = "+49 30", .top = "de.example",
	},
	{
		.given = "Åsa|Øyvind|Søren|Jørgen|Märta|Håkan|Björn|Kåre|Gøril|Lærke|Östen|Pål|Ingeborg|Ågot",
		.heads = "Åker|Østers|Sjö|Lind|Bø|Ås|Hå|Nyg|Løv|Kjær|Ström|Møll|Ødeg|Bj|Sør|Næs",
		.tails = "ström|gaard|berg|kvist|strand|ander|ård|lund|sen|dahl|heim|holm",
		.trades = "Møbler|Sjömat|Sågverk|Rederi|Trävaror|Bryggeri",
		.legal = "AS|AB|ApS|Oy",
		.cities = "Malmö|Göteborg|København|Ålesund|Tromsø|Århus|Örebro|Västerås|Bodø",
		.country = "Sweden", .dial = "+46 8", .top = "se.example",
	},
	{
		.given = "Łukasz|Małgorzata|Stanisław|Żaneta|Paweł|Agnieszka|Wojciech|Jagoda|Bożena|Święto",
		.heads = "Wiśni|Dąbr|Kozł|Zieliń|Szymań|Woźni|Jabłoń|Król|Łuk|Źródł|Świąt|Krzyż|Piątk|Żół",
		.tails = "ewski|owski|ska|ak|ik|czyk|owicz|ewicz|iak|cka",
		.trades = "Spółdzielnia|Usługi|Części|Żegluga|Łożyska",
		.legal = "sp. z o.o.|S.A.|sp. k.",
		.cities = "Łódź|Kraków|Gdańsk|Poznań|Wrocław|Częstochowa|Toruń|Białystok",
		.country = "Poland", .dial = "+48 22", .top = "pl.example",
	},
	{
		.given = "İbrahim|Ayşe|Gökhan|Çiğdem|Şule|Işık|Ömer|Özge|Tuğba|Yıldız",
		.heads = "Yılm|Çel|Öztür|Şah|Güneş|Kılıç|Doğ|Ayd|Taşk|Bıçak|Üst|Köse",
		.tails = "az|ik|k|in|oğlu|er|an|lı|cı|sel|türk",
		.trades = "İnşaat|Çelik|Gıda|Taşımacılık|Dış Ticaret",
		.legal = "A.Ş.|Ltd. Şti.",
		.cities = "İstanbul|İzmir|Diyarbakır|Eskişehir|Muğla|Şanlıurfa|Kırşehir",
		.country = "Turkey", .dial = "+90 212", .top = "tr.example",
	},
	{
		.given = "Zoltán|Erzsébet|György|Ágnes|László|Éva|Ödön|Csaba|Gergő|Tünde",
		.heads = "Szőll|Kőv|Tóth|Fűr|Győr|Kál|Molnár|Bárt|Ördög|Vörös|Sző",
		.tails = "ősi|ágó|fi|ik|ény|i|falvi|házi|kői|vári",
		.trades = "Gép|Bútor|Élelmiszer|Könyv|Építő",
		.legal = "Kft.|Zrt.|Bt.",
		.cities = "Győr|Pécs|Debrecen|Székesfehérvár|Nyíregyháza|Kőszeg",
		.country = "Hungary", .dial = "+36 1", .top = "hu.example",
	},
	{
		.given = "José|María|João|Íñigo|Conceição|Begoña|Ramón|Inês|Núria|Iñaki|Sebastião",
		.heads = "Nuñ|Muñ|Gonç|Mart|Rodr|Péñ|Ibáñ|Góm|Assunç|Guimar|Núñ|Simõ|Magalh",
		.tails = "ez|oz|alves|ínez|íguez|a|es|ão|ães|eira|osa",
		.trades = "Azulejos|Panadería|Confecções|Construcción|Peñón",
		.legal = "S.L.|S.A.|Lda.",
		.cities = "A Coruña|Málaga|São João|Córdoba|León|Évora|Cádiz|Logroño",
		.country = "Spain", .dial = "+34 91", .top = "es.example",
	},
	{
		.given = "Þór|Ægir|Guðrún|Sigríður|Björk|Óðinn|Hrafnhildur|Ívar|Ásta|Þórdís",
		.heads = "Guðmunds|Sigurðs|Þorsteins|Ásgeirs|Ólafs|Hjálmars|Einars|Magnús",
		.tails = "dóttir|son",
		.trades = "Fiskvinnsla|Útgerð|Bækur|Þvottahús",
		.legal = "ehf.|hf.",
		.cities = "Reykjavík|Akureyri|Ísafjörður|Húsavík|Höfn",
		.country = "Iceland", .dial = "+354 5", .top = "is.example",
	},
};

static const char industries[] =
	"retail|software|food|logistics|construction|health|education|finance|chemicals|energy|textiles|"
	"machinery|media|tourism|insurance|agriculture|electronics|paper|automotive|real estate|"
	"publishing|telecommunications|mining|aviation";
static const char statuses[] = "suspect|prospect|customer|lapsed|lost";
static const char owners[] =
	"Ada Byron|Grace Hopper|Alan Turing|Edsger Dijkstra|Barbara Liskov|Donald Knuth|Ken Thompson|"
	"Dennis Ritchie|Frances Allen|Niklaus Wirth|Tony Hoare|John Backus|Peter Naur|Jean Bartik|"
	"Kathleen Booth|Mary Keller|Adele Goldberg|Lynn Conway|Radia Perlman|Sophie Wilson|王选|夏培肃|"
	"Konrad Zuse|Ole-Johan Dahl|Kristen Nygaard|Robin Milner|Dana Scott|Michael Rabin|Richard Hamming|"
	"John McCarthy|Marvin Minsky|Allen Newell|Herbert Simon|Robert Floyd|Stephen Cook|Richard Karp|"
	"John Hopcroft|Robert Tarjan|William Kahan|Ivan Sutherland";

#endif

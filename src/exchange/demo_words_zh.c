/* Chinese: the mainland, Taiwan, Hong Kong. */
#include "exchange/demo_words.h"

static const struct demo_city mainland[] = {
	{ "上海|shanghai", "21", "2000##", "上海市" },	 { "北京|beijing", "10", "1000##", "北京市" },
	{ "深圳|shenzhen", "755", "5180##", "广东省" },	 { "广州|guangzhou", "20", "5100##", "广东省" },
	{ "苏州|suzhou", "512", "2150##", "江苏省" },	 { "杭州|hangzhou", "571", "3100##", "浙江省" },
	{ "成都|chengdu", "28", "6100##", "四川省" },	 { "青岛|qingdao", "532", "2660##", "山东省" },
	{ "西安|xian", "29", "7100##", "陕西省" },	 { "厦门|xiamen", "592", "3610##", "福建省" },
};
static const struct demo_city taiwan[] = {
	{ "臺北|taipei", "2", "10###", "臺北市" },
	{ "新竹|hsinchu", "3", "30###", "新竹市" },
	{ "高雄|kaohsiung", "7", "80###", "高雄市" },
};

static const struct demo_country countries[] = {
	{ "中国", "CNY", "+86", "5555 ####", "139 5555 ####", "91######MA########", "cn.example", 85,
	  DEMO_WORDS("有限公司", "有限公司", "有限责任公司", "股份有限公司"), mainland, LENGTH(mainland) },
	{ "臺灣", "TWD", "+886", "555 ####", "955 555 ###", "########", "tw.example", 15,
	  DEMO_WORDS("股份有限公司", "有限公司"), taiwan, LENGTH(taiwan) },
};

const struct demo_culture demo_chinese = {
	.language = "中文", .weight = 15, .mail_family_first = true,
	.countries = countries, .ncountries = LENGTH(countries),
	.given = DEMO_WORDS("伟|wei", "芳|fang", "娜|na", "敏|min", "静|jing", "丽|li", "强|qiang", "磊|lei",
		"军|jun", "洋|yang", "勇|yong", "艳|yan", "杰|jie", "涛|tao", "明|ming", "超|chao",
		"秀英|xiuying", "小明|xiaoming", "建国|jianguo", "志强|zhiqiang", "晓燕|xiaoyan", "海燕|haiyan",
		"文静|wenjing", "子涵|zihan", "雨桐|yutong", "思远|siyuan", "佳怡|jiayi", "俊杰|junjie",
		"国栋|guodong", "美玲|meiling", "春梅|chunmei", "永红|yonghong", "天宇|tianyu", "欣然|xinran",
		"立群|liqun", "家豪|jiahao", "若兰|ruolan", "振华|zhenhua"),
	.surnames = DEMO_WORDS("王|wang", "李|li", "张|zhang", "刘|liu", "陈|chen", "杨|yang", "黄|huang",
		"赵|zhao", "吴|wu", "周|zhou", "徐|xu", "孙|sun", "马|ma", "朱|zhu", "胡|hu", "郭|guo", "何|he",
		"高|gao", "林|lin", "罗|luo", "郑|zheng", "梁|liang", "谢|xie", "宋|song", "唐|tang", "许|xu",
		"韩|han", "冯|feng", "邓|deng", "曹|cao", "彭|peng", "曾|zeng", "肖|xiao", "田|tian", "董|dong",
		"潘|pan", "袁|yuan", "蔡|cai", "蒋|jiang", "余|yu", "杜|du", "叶|ye", "程|cheng", "魏|wei",
		"苏|su", "吕|lv", "丁|ding", "任|ren", "沈|shen", "欧阳|ouyang", "司马|sima"),
	.stems = DEMO_WORDS("华星|huaxing", "东方|dongfang", "恒通|hengtong", "金桥|jinqiao", "瑞丰|ruifeng",
		"天成|tiancheng", "远景|yuanjing", "宏达|hongda", "新光|xinguang", "长青|changqing",
		"德胜|desheng", "博雅|boya", "永兴|yongxing", "佳和|jiahe", "泰安|taian", "明珠|mingzhu",
		"凯旋|kaixuan", "双龙|shuanglong", "海天|haitian", "嘉禾|jiahe", "鼎盛|dingsheng", "三江|sanjiang",
		"朝阳|zhaoyang", "银河|yinhe", "万里|wanli", "福临|fulin", "祥云|xiangyun", "大地|dadi",
		"安泰|antai", "启明|qiming"),
	.trades = DEMO_WORDS("贸易|trading", "电子|dianzi", "机械|jixie", "食品|shipin", "光学|guangxue",
		"物流|wuliu", "包装|baozhuang", "纺织|fangzhi", "家具|jiaju", "汽车零部件|qiche", "能源|nengyuan",
		"陶瓷|taoci", "塑料|suliao", "软件|ruanjian", "医疗器械|yiliao", "印刷|yinshua", "钢铁|gangtie",
		"仪器|yiqi", "茶业|chaye", "酒店|jiudian", "建材|jiancai", "化工|huagong", "科技|keji"),
	.streets = DEMO_WORDS("中山路", "人民路", "解放大道", "建设路", "和平街", "南京西路", "科技园路",
		"长江路", "文化街", "滨海大道"),
	.firms = DEMO_WORDS("%c%a%n%l", "%c%a%n%l", "%c%a%n%l", "%a%n%l", "%a%n集团%l", "%c%a%n厂"),
	.people = DEMO_WORDS("%s%g"), .addresses = DEMO_WORDS("%w%h号"),
	.jobs = DEMO_WORDS("总经理", "采购经理", "生产部主管", "信息部经理", "办公室主任", "工程师",
		"财务总监", "董事长", "采购员", "质量经理"),
	.deals = DEMO_WORDS("%k %p 采购", "%k %p 项目", "%k 补货 %p", "%k %p 扩容", "%p 试用 · %k"),
	.renewals = DEMO_WORDS("%k 续约", "%k 年度服务"),
	.subjects = { [DEMO_CALL] = DEMO_WORDS("周五前要报价", "询问交货期", "合同条款", "预算已批准",
			"跟进报价", "介绍新产品", "年后再决定", "约定拜访时间"),
		[DEMO_VISIT] = DEMO_WORDS("参观生产线", "现场演示", "拜访新任采购", "现场测量", "展会见面"),
		[DEMO_MAIL] = DEMO_WORDS("已发报价单", "付款方式的问题", "样本和价格表", "感谢来访", "质保答复",
			"订单确认"),
		[DEMO_TASK] = DEMO_WORDS("准备报价", "核对信用额度", "寄样品", "确认交货", "索取推荐信",
			"更新预测"),
		[DEMO_MEETING] = DEMO_WORDS("季度回顾", "项目启动会", "合同谈判", "用户培训") },
	.notes = DEMO_WORDS("价格偏高，二十台要求优惠百分之五。", "对上次交货非常满意。", "今年换了管理层，需要重新介绍。",
		"上午九点前打电话最好。", "预算年度到三月结束。", "在和另外两家比较，看重服务。", "希望节后拜访。",
		"在展会上认识的。"),
	.steps = DEMO_WORDS("修改报价", "周一打电话", "安排演示", "等订单", "与工程师拜访", "签合同"),
};

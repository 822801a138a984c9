/* English, Chinese, German and Spanish. To teach another language, add rows. */
#include "model/understand_words.h"

#include <string.h>

/* clang-format off */
static const struct said_word words[] = {
	{ "call", SAY_KIND, "call", 0 }, { "phone", SAY_KIND, "call", 0 },
	{ "phone call", SAY_KIND, "call", 0 }, { "tel", SAY_KIND, "call", 0 },
	{ "incoming call", SAY_KIND, "call", SAY_IN }, { "call from", SAY_KIND, "call", SAY_IN },
	{ "called", SAY_VERB, "call", SAY_PAST | SAY_THEY }, { "phoned", SAY_VERB, "call", SAY_PAST | SAY_THEY },
	{ "rang", SAY_VERB, "call", SAY_PAST | SAY_THEY },
	{ "visit", SAY_KIND, "visit", 0 }, { "visited", SAY_VERB, "visit", SAY_PAST },
	{ "meeting", SAY_KIND, "meeting", 0 }, { "meet", SAY_KIND, "meeting", 0 },
	{ "met", SAY_VERB, "meeting", SAY_PAST }, { "lunch", SAY_KIND, "meeting", 0 },
	{ "mail", SAY_KIND, "mail", 0 }, { "email", SAY_KIND, "mail", 0 },
	{ "e-mail", SAY_KIND, "mail", 0 }, { "mail from", SAY_KIND, "mail", SAY_IN },
	{ "email from", SAY_KIND, "mail", SAY_IN }, { "e-mail from", SAY_KIND, "mail", SAY_IN },
	{ "email von", SAY_KIND, "mail", SAY_IN }, { "e-mail von", SAY_KIND, "mail", SAY_IN },
	{ "mailed", SAY_VERB, "mail", SAY_PAST | SAY_THEY }, { "emailed", SAY_VERB, "mail", SAY_PAST | SAY_THEY },
	{ "wrote", SAY_VERB, "mail", SAY_PAST | SAY_THEY },
	{ "letter", SAY_KIND, "letter", 0 }, { "letter from", SAY_KIND, "letter", SAY_IN },
	{ "task", SAY_KIND, "task", 0 }, { "todo", SAY_KIND, "task", 0 },
	{ "note", SAY_KIND, "note", 0 },
	{ "anruf", SAY_KIND, "call", 0 }, { "anrufen", SAY_KIND, "call", 0 },
	{ "telefonat", SAY_KIND, "call", 0 }, { "anruf von", SAY_KIND, "call", SAY_IN },
	{ "angerufen", SAY_VERB, "call", SAY_PAST }, { "telefoniert", SAY_VERB, "call", SAY_PAST },
	{ "besuch", SAY_KIND, "visit", 0 }, { "besucht", SAY_VERB, "visit", SAY_PAST },
	{ "treffen", SAY_KIND, "meeting", 0 }, { "termin", SAY_KIND, "meeting", 0 },
	{ "besprechung", SAY_KIND, "meeting", 0 }, { "getroffen", SAY_VERB, "meeting", SAY_PAST },
	{ "mail von", SAY_KIND, "mail", SAY_IN }, { "brief", SAY_KIND, "letter", 0 },
	{ "aufgabe", SAY_KIND, "task", 0 }, { "notiz", SAY_KIND, "note", 0 },
	{ "llamada", SAY_KIND, "call", 0 }, { "llamar", SAY_KIND, "call", 0 },
	{ "llamada de", SAY_KIND, "call", SAY_IN }, { "visita", SAY_KIND, "visit", 0 },
	{ "reunion", SAY_KIND, "meeting", 0 }, { "correo", SAY_KIND, "mail", 0 },
	{ "correo de", SAY_KIND, "mail", SAY_IN }, { "carta", SAY_KIND, "letter", 0 },
	{ "tarea", SAY_KIND, "task", 0 }, { "nota", SAY_KIND, "note", 0 },
	{ "电话", SAY_KIND, "call", 0 }, { "打电话", SAY_VERB, "call", 0 },
	{ "致电", SAY_VERB, "call", 0 }, { "通话", SAY_VERB, "call", 0 },
	{ "通电话", SAY_VERB, "call", 0 }, { "来电", SAY_VERB, "call", SAY_IN | SAY_PAST },
	{ "打来电话", SAY_VERB, "call", SAY_IN | SAY_PAST }, { "来电话", SAY_VERB, "call", SAY_IN | SAY_PAST },
	{ "拜访", SAY_VERB, "visit", 0 }, { "拜访了", SAY_VERB, "visit", SAY_PAST },
	{ "上门", SAY_KIND, "visit", 0 }, { "走访", SAY_KIND, "visit", 0 },
	{ "来访", SAY_VERB, "visit", SAY_IN | SAY_PAST },
	{ "会议", SAY_KIND, "meeting", 0 }, { "开会", SAY_VERB, "meeting", 0 },
	{ "见面", SAY_VERB, "meeting", 0 }, { "会面", SAY_VERB, "meeting", 0 },
	{ "邮件", SAY_KIND, "mail", 0 }, { "发邮件", SAY_VERB, "mail", 0 },
	{ "来信", SAY_VERB, "mail", SAY_IN | SAY_PAST }, { "信函", SAY_KIND, "letter", 0 },
	{ "任务", SAY_KIND, "task", 0 }, { "待办", SAY_KIND, "task", 0 },
	{ "备注", SAY_KIND, "note", 0 }, { "笔记", SAY_KIND, "note", 0 },
	{ "spoke to", SAY_VERB, "call", SAY_PAST }, { "spoke with", SAY_VERB, "call", SAY_PAST },
	{ "talked to", SAY_VERB, "call", SAY_PAST }, { "talked with", SAY_VERB, "call", SAY_PAST },
	{ "he called", SAY_VERB, "call", SAY_IN | SAY_PAST }, { "she called", SAY_VERB, "call", SAY_IN | SAY_PAST },
	{ "callback from", SAY_KIND, "call", SAY_IN | SAY_PAST }, { "mtg", SAY_KIND, "meeting", 0 },
	{ "ruckruf von", SAY_KIND, "call", SAY_IN | SAY_PAST }, { "gesprach", SAY_KIND, "call", 0 },
	{ "打了电话", SAY_VERB, "call", SAY_PAST }, { "通了电话", SAY_VERB, "call", SAY_PAST },
	{ "打电话来", SAY_VERB, "call", SAY_IN | SAY_PAST }, { "打电话过来", SAY_VERB, "call", SAY_IN | SAY_PAST },
	{ "见了", SAY_VERB, "meeting", SAY_PAST }, { "见到", SAY_VERB, "meeting", SAY_PAST },

	{ "reached", SAY_OUTCOME, "reached", 0 }, { "erreicht", SAY_OUTCOME, "reached", 0 },
	{ "接通", SAY_OUTCOME, "reached", 0 },
	{ "no answer", SAY_OUTCOME, "no_answer", 0 }, { "not reached", SAY_OUTCOME, "no_answer", 0 },
	{ "voicemail", SAY_OUTCOME, "no_answer", 0 }, { "mailbox", SAY_OUTCOME, "no_answer", 0 },
	{ "nicht erreicht", SAY_OUTCOME, "no_answer", 0 }, { "no contesta", SAY_OUTCOME, "no_answer", 0 },
	{ "没人接", SAY_OUTCOME, "no_answer", 0 }, { "无人接听", SAY_OUTCOME, "no_answer", 0 },
	{ "没接", SAY_OUTCOME, "no_answer", 0 }, { "未接", SAY_OUTCOME, "no_answer", 0 },
	{ "no one picked up", SAY_OUTCOME, "no_answer", 0 }, { "nobody picked up", SAY_OUTCOME, "no_answer", 0 },
	{ "didn't pick up", SAY_OUTCOME, "no_answer", 0 }, { "didn't answer", SAY_OUTCOME, "no_answer", 0 },
	{ "left a message", SAY_OUTCOME, "no_answer", 0 }, { "couldn't reach", SAY_OUTCOME, "no_answer", 0 },
	{ "niemanden erreicht", SAY_OUTCOME, "no_answer", 0 }, { "niemand erreicht", SAY_OUTCOME, "no_answer", 0 },
	{ "keinen erreicht", SAY_OUTCOME, "no_answer", 0 }, { "nicht erreichbar", SAY_OUTCOME, "no_answer", 0 },
	{ "没接通", SAY_OUTCOME, "no_answer", 0 }, { "没打通", SAY_OUTCOME, "no_answer", 0 },
	{ "打不通", SAY_OUTCOME, "no_answer", 0 }, { "没人接听", SAY_OUTCOME, "no_answer", 0 },
	{ "未接通", SAY_OUTCOME, "no_answer", 0 }, { "没有人接", SAY_OUTCOME, "no_answer", 0 },
	{ "call back", SAY_OUTCOME, "call_back", 0 }, { "callback", SAY_OUTCOME, "call_back", 0 },
	{ "ruckruf", SAY_OUTCOME, "call_back", 0 }, { "回电", SAY_OUTCOME, "call_back", 0 },
	{ "agreed", SAY_OUTCOME, "agreed", 0 }, { "zugesagt", SAY_OUTCOME, "agreed", 0 },
	{ "acepta", SAY_OUTCOME, "agreed", 0 }, { "同意", SAY_OUTCOME, "agreed", 0 },
	{ "答应", SAY_OUTCOME, "agreed", 0 },
	{ "refused", SAY_OUTCOME, "refused", 0 }, { "declined", SAY_OUTCOME, "refused", 0 },
	{ "abgelehnt", SAY_OUTCOME, "refused", 0 }, { "rechaza", SAY_OUTCOME, "refused", 0 },
	{ "拒绝", SAY_OUTCOME, "refused", 0 },
	{ "wrong number", SAY_OUTCOME, "wrong_number", 0 }, { "falsche nummer", SAY_OUTCOME, "wrong_number", 0 },
	{ "numero equivocado", SAY_OUTCOME, "wrong_number", 0 }, { "空号", SAY_OUTCOME, "wrong_number", 0 },
	{ "打错", SAY_OUTCOME, "wrong_number", 0 }, { "号码错误", SAY_OUTCOME, "wrong_number", 0 },

	{ "next", SAY_NEXT, NULL, 0 }, { "follow up", SAY_NEXT, NULL, 0 },
	{ "follow-up", SAY_NEXT, NULL, 0 }, { "followup", SAY_NEXT, NULL, 0 }, { "then", SAY_NEXT, NULL, 0 },
	{ "again", SAY_NEXT, NULL, 0 }, { "call back", SAY_NEXT, "call", 0 }, { "remind", SAY_NEXT, "task", 0 },
	{ "remind me", SAY_NEXT, "task", 0 }, { "remind me to", SAY_NEXT, "task", 0 },
	{ "pls remind me to", SAY_NEXT, "task", 0 }, { "please remind me to", SAY_NEXT, "task", 0 },
	{ "提醒", SAY_NEXT, "task", 0 }, { "提醒我", SAY_NEXT, "task", 0 }, { "记得", SAY_NEXT, "task", 0 },
	{ "nachste", SAY_NEXT, NULL, 0 }, { "nachster", SAY_NEXT, NULL, 0 }, { "nachstes", SAY_NEXT, NULL, 0 },
	{ "danach", SAY_NEXT, NULL, 0 }, { "dann", SAY_NEXT, NULL, 0 }, { "wieder", SAY_NEXT, NULL, 0 },
	{ "wiedervorlage", SAY_NEXT, "task", 0 }, { "ruckruf", SAY_NEXT, "call", 0 },
	{ "proxima", SAY_NEXT, NULL, 0 }, { "proximo", SAY_NEXT, NULL, 0 }, { "luego", SAY_NEXT, NULL, 0 },
	{ "despues", SAY_NEXT, NULL, 0 }, { "下次", SAY_NEXT, NULL, 0 }, { "下一步", SAY_NEXT, NULL, 0 },
	{ "接下来", SAY_NEXT, NULL, 0 }, { "然后", SAY_NEXT, NULL, 0 }, { "跟进", SAY_NEXT, NULL, 0 },
	{ "again", SAY_AGAIN, NULL, 0 }, { "wieder", SAY_AGAIN, NULL, 0 },
	{ "再打", SAY_AGAIN, "call", 0 }, { "再打电话", SAY_AGAIN, "call", 0 }, { "再电话", SAY_AGAIN, "call", 0 },
	{ "再联系", SAY_AGAIN, NULL, 0 }, { "再聊", SAY_AGAIN, NULL, 0 }, { "再谈", SAY_AGAIN, NULL, 0 },
	{ "再约", SAY_AGAIN, NULL, 0 }, { "再拜访", SAY_AGAIN, "visit", 0 }, { "再访", SAY_AGAIN, "visit", 0 },
	{ "再见面", SAY_AGAIN, "meeting", 0 }, { "再发邮件", SAY_AGAIN, "mail", 0 }, { "回访", SAY_AGAIN, "call", 0 },
	{ "回电", SAY_AGAIN, "call", 0 }, { "跟进", SAY_AGAIN, NULL, 0 },

	{ "close", SAY_CLOSE, NULL, 0 }, { "closes", SAY_CLOSE, NULL, 0 }, { "closing", SAY_CLOSE, NULL, 0 },
	{ "close by", SAY_CLOSE, NULL, 0 }, { "closing by", SAY_CLOSE, NULL, 0 }, { "closing to", SAY_CLOSE, NULL, 0 },
	{ "abschluss", SAY_CLOSE, NULL, 0 }, { "abschluss bis", SAY_CLOSE, NULL, 0 },
	{ "cierre", SAY_CLOSE, NULL, 0 }, { "成交日", SAY_CLOSE, NULL, 0 }, { "签约", SAY_CLOSE, NULL, 0 },
	{ "成交", SAY_CLOSE, NULL, 0 }, { "签合同", SAY_CLOSE, NULL, 0 },
	{ "by", SAY_BY, NULL, 0 }, { "until", SAY_BY, NULL, 0 }, { "before", SAY_BY, NULL, 0 },
	{ "due", SAY_BY, NULL, 0 }, { "bis", SAY_BY, NULL, 0 }, { "spatestens", SAY_BY, NULL, 0 },
	{ "antes del", SAY_BY, NULL, 0 }, { "antes de", SAY_BY, NULL, 0 }, { "para el", SAY_BY, NULL, 0 },
	{ "hasta", SAY_BY, NULL, 0 }, { "截止", SAY_BY, NULL, 0 },
	{ "前", SAY_BEFORE, NULL, 0 }, { "之前", SAY_BEFORE, NULL, 0 }, { "以前", SAY_BEFORE, NULL, 0 },
	{ "截止", SAY_BEFORE, NULL, 0 },

	{ "wants", SAY_WANTS, NULL, 0 }, { "want", SAY_WANTS, NULL, 0 }, { "offer", SAY_WANTS, NULL, 0 },
	{ "offers", SAY_WANTS, NULL, 0 }, { "offered", SAY_WANTS, NULL, 0 }, { "quote", SAY_WANTS, NULL, 0 },
	{ "quoted", SAY_WANTS, NULL, 0 }, { "budget", SAY_WANTS, NULL, 0 }, { "worth", SAY_WANTS, NULL, 0 },
	{ "amount", SAY_WANTS, NULL, SAY_BARE }, { "price", SAY_WANTS, NULL, 0 }, { "value", SAY_WANTS, NULL, SAY_BARE },
	{ "will", SAY_WANTS, NULL, 0 }, { "mochte", SAY_WANTS, NULL, 0 }, { "angebot", SAY_WANTS, NULL, 0 },
	{ "wert", SAY_WANTS, NULL, SAY_BARE }, { "quiere", SAY_WANTS, NULL, 0 }, { "oferta", SAY_WANTS, NULL, 0 },
	{ "presupuesto", SAY_WANTS, NULL, 0 }, { "要", SAY_WANTS, NULL, 0 }, { "想要", SAY_WANTS, NULL, 0 },
	{ "报价", SAY_WANTS, NULL, 0 }, { "预算", SAY_WANTS, NULL, 0 }, { "金额", SAY_WANTS, NULL, SAY_BARE },
	{ "金额改成", SAY_WANTS, NULL, SAY_BARE }, { "金额改为", SAY_WANTS, NULL, SAY_BARE },
	{ "价格", SAY_WANTS, NULL, 0 }, { "出价", SAY_WANTS, NULL, 0 },
	{ "for", SAY_FOR, NULL, 0 }, { "dauerte", SAY_FOR, NULL, 0 }, { "durante", SAY_FOR, NULL, 0 },
	{ "聊了", SAY_FOR, NULL, 0 }, { "谈了", SAY_FOR, NULL, 0 },

	{ "not", SAY_NOT, NULL, 0 }, { "no", SAY_NOT, NULL, 0 }, { "never", SAY_NOT, NULL, 0 },
	{ "didn't", SAY_NOT, NULL, 0 }, { "don't", SAY_NOT, NULL, 0 }, { "doesn't", SAY_NOT, NULL, 0 },
	{ "hasn't", SAY_NOT, NULL, 0 }, { "haven't", SAY_NOT, NULL, 0 }, { "won't", SAY_NOT, NULL, 0 },
	{ "nobody", SAY_NOT, NULL, 0 }, { "nicht", SAY_NOT, NULL, 0 }, { "nie", SAY_NOT, NULL, 0 },
	{ "niemand", SAY_NOT, NULL, 0 }, { "niemanden", SAY_NOT, NULL, 0 }, { "kein", SAY_NOT, NULL, 0 },
	{ "keine", SAY_NOT, NULL, 0 }, { "keinen", SAY_NOT, NULL, 0 }, { "不", SAY_NOT, NULL, 0 },
	{ "没", SAY_NOT, NULL, 0 }, { "未", SAY_NOT, NULL, 0 }, { "别", SAY_NOT, NULL, 0 },

	{ "with", SAY_WITH, NULL, 0 }, { "w/", SAY_WITH, NULL, 0 }, { "w", SAY_WITH, NULL, 0 }, { "at", SAY_WITH, NULL, 0 }, { "@", SAY_WITH, NULL, 0 },
	{ "to", SAY_WITH, NULL, 0 }, { "from", SAY_WITH, NULL, 0 }, { "of", SAY_WITH, NULL, 0 },
	{ "mit", SAY_WITH, NULL, 0 }, { "bei", SAY_WITH, NULL, 0 }, { "von", SAY_WITH, NULL, 0 },
	{ "an", SAY_WITH, NULL, 0 }, { "con", SAY_WITH, NULL, 0 }, { "a", SAY_WITH, NULL, 0 },
	{ "de", SAY_WITH, NULL, 0 }, { "跟", SAY_WITH, NULL, 0 }, { "和", SAY_WITH, NULL, 0 },
	{ "与", SAY_WITH, NULL, 0 }, { "给", SAY_WITH, NULL, 0 }, { "·", SAY_WITH, NULL, 0 },
	{ "的", SAY_WITH, NULL, 0 },
	{ "mr", SAY_TITLE, NULL, 0 }, { "mr.", SAY_TITLE, NULL, 0 }, { "mrs", SAY_TITLE, NULL, 0 },
	{ "mrs.", SAY_TITLE, NULL, 0 }, { "ms", SAY_TITLE, NULL, 0 }, { "ms.", SAY_TITLE, NULL, 0 },
	{ "dr", SAY_TITLE, NULL, 0 }, { "dr.", SAY_TITLE, NULL, 0 }, { "herr", SAY_TITLE, NULL, 0 },
	{ "herrn", SAY_TITLE, NULL, 0 }, { "frau", SAY_TITLE, NULL, 0 }, { "sr.", SAY_TITLE, NULL, 0 },
	{ "sra.", SAY_TITLE, NULL, 0 }, { "senor", SAY_TITLE, NULL, 0 }, { "senora", SAY_TITLE, NULL, 0 },
	{ "总", SAY_RANK, NULL, 0 }, { "经理", SAY_RANK, NULL, 0 }, { "总经理", SAY_RANK, NULL, 0 },
	{ "老师", SAY_RANK, NULL, 0 }, { "先生", SAY_RANK, NULL, 0 }, { "女士", SAY_RANK, NULL, 0 },
	{ "小姐", SAY_RANK, NULL, 0 }, { "主任", SAY_RANK, NULL, 0 }, { "董", SAY_RANK, NULL, 0 },
	{ "董事长", SAY_RANK, NULL, 0 }, { "工", SAY_RANK, NULL, 0 }, { "局长", SAY_RANK, NULL, 0 },
	{ "处长", SAY_RANK, NULL, 0 }, { "科长", SAY_RANK, NULL, 0 }, { "院长", SAY_RANK, NULL, 0 },
	{ "校长", SAY_RANK, NULL, 0 }, { "老板", SAY_RANK, NULL, 0 }, { "总监", SAY_RANK, NULL, 0 },
	{ "教授", SAY_RANK, NULL, 0 }, { "医生", SAY_RANK, NULL, 0 }, { "厂长", SAY_RANK, NULL, 0 },

	{ ">", SAY_STAGE, NULL, 0 }, { "->", SAY_STAGE, NULL, 0 }, { "=>", SAY_STAGE, NULL, 0 },
	{ "→", SAY_STAGE, NULL, 0 }, { "move to", SAY_STAGE, NULL, 0 }, { "进入", SAY_STAGE, NULL, 0 }, { "推进到", SAY_STAGE, NULL, 0 },
	{ "转到", SAY_STAGE, NULL, 0 },
	{ "deal won", SAY_STEP, "won", 0 }, { "won the deal", SAY_STEP, "won", 0 }, { "we won", SAY_STEP, "won", 0 },
	{ "deal lost", SAY_STEP, "lost", 0 }, { "lost the deal", SAY_STEP, "lost", 0 },
	{ "auftrag gewonnen", SAY_STEP, "won", 0 }, { "auftrag erhalten", SAY_STEP, "won", 0 },
	{ "auftrag verloren", SAY_STEP, "lost", 0 },
	{ "won", SAY_STEP, "won", 0 }, { "gewonnen", SAY_STEP, "won", 0 }, { "ganado", SAY_STEP, "won", 0 },
	{ "赢单", SAY_STEP, "won", 0 }, { "赢", SAY_STEP, "won", 0 }, { "成交", SAY_STEP, "won", 0 },
	{ "lost", SAY_STEP, "lost", 0 }, { "verloren", SAY_STEP, "lost", 0 }, { "perdido", SAY_STEP, "lost", 0 },
	{ "输单", SAY_STEP, "lost", 0 }, { "丢单", SAY_STEP, "lost", 0 }, { "输", SAY_STEP, "lost", 0 },

	{ "morning", SAY_FILLER, NULL, 0 }, { "afternoon", SAY_FILLER, NULL, 0 }, { "vormittag", SAY_FILLER, NULL, 0 },
	{ "nachmittag", SAY_FILLER, NULL, 0 }, { "上午", SAY_FILLER, NULL, 0 }, { "下午", SAY_FILLER, NULL, 0 },
	{ "早上", SAY_FILLER, NULL, 0 }, { "晚上", SAY_FILLER, NULL, 0 },
	{ "about", SAY_FILLER, NULL, 0 }, { "re", SAY_FILLER, NULL, 0 }, { "regarding", SAY_FILLER, NULL, 0 },
	{ "the", SAY_FILLER, NULL, 0 }, { "and", SAY_FILLER, NULL, 0 }, { "on", SAY_FILLER, NULL, 0 },
	{ "in", SAY_FILLER, NULL, 0 }, { "is", SAY_FILLER, NULL, 0 }, { "was", SAY_FILLER, NULL, 0 },
	{ "he", SAY_FILLER, NULL, 0 }, { "she", SAY_FILLER, NULL, 0 }, { "they", SAY_FILLER, NULL, 0 },
	{ "wegen", SAY_FILLER, NULL, 0 }, { "uber", SAY_FILLER, NULL, 0 }, { "und", SAY_FILLER, NULL, 0 },
	{ "sobre", SAY_FILLER, NULL, 0 }, { "关于", SAY_FILLER, NULL, 0 }, { "说", SAY_FILLER, NULL, 0 },
};
/* clang-format on */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

const struct said_word *said_word_at(const char *folded, unsigned kinds, size_t *len)
{
	const struct said_word *best = NULL;

	*len = 0;
	for (size_t i = 0; i < LENGTH(words); i++) {
		const char *s = words[i].text;
		size_t n = strlen(s);

		if (!(kinds & 1u << words[i].say) || n <= *len || strncmp(folded, s, n) ||
		    (is_letter(s[n - 1]) && is_letter(folded[n])))
			continue;
		best = &words[i];
		*len = n;
	}
	return best;
}

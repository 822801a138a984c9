/* The fixed sets that fields choose from, and the children that records have. */
#include "model/entity.h"

#define END                                                                                        \
	{                                                                                          \
		NULL, NULL, NULL                                                                   \
	}

const struct choice book_names[] = {
	{ "Sales", NC_("new book", "Sales"), NULL },
	{ "Qualified", NC_("new book", "Qualified"), NULL },
	{ "Proposal", NC_("new book", "Proposal"), NULL },
	{ "Negotiation", NC_("new book", "Negotiation"), NULL },
	{ "Commit", NC_("new book", "Commit"), NULL },
	{ "Won", NC_("new book", "Won"), NULL },
	{ "Lost", NC_("new book", "Lost"), NULL },
	END,
};

const struct choice customer_kind[] = {
	{ "company", N_("company"), NULL },
	{ "person", N_("person"), NULL },
	END,
};

const struct choice customer_type[] = {
	{ "end_customer", N_("end customer"), NULL },
	{ "distributor", N_("distributor"), NULL },
	{ "partner", N_("partner"), NULL },
	{ "supplier", N_("supplier"), NULL },
	{ "competitor", N_("competitor"), NULL },
	{ "investor", N_("investor"), NULL },
	{ "other", N_("other"), NULL },
	END,
};

const struct choice customer_status[] = {
	{ "suspect", N_("suspect"), NULL },
	{ "prospect", N_("prospect"), NULL },
	{ "customer", N_("customer"), NULL },
	{ "lapsed", N_("lapsed"), NULL },
	{ "lost", N_("lost"), NULL },
	END,
};

const struct choice customer_size[] = {
	{ "micro", N_("1 to 9"), NULL },
	{ "small", N_("10 to 49"), NULL },
	{ "medium", N_("50 to 249"), NULL },
	{ "large", N_("250 to 999"), NULL },
	{ "huge", N_("1,000 and more"), NULL },
	END,
};

/* Capability 002-17: six ways in which prospects are found, and what belongs under each. */
const struct choice customer_source[] = {
	{ "people", N_("people we know"), NULL },
	{ "referral", N_("customer's referral"), "people" },
	{ "former_customer", N_("former customer"), "people" },
	{ "relative", N_("relative or friend"), "people" },
	{ "colleague", N_("colleague"), "people" },
	{ "schoolmate", N_("schoolmate"), "people" },
	{ "neighbour", N_("neighbour"), "people" },
	{ "club", N_("club member"), "people" },
	{ "business", N_("business contact"), NULL },
	{ "trade_fair", N_("trade fair"), "business" },
	{ "partner", N_("partner"), "business" },
	{ "supplier", N_("supplier"), "business" },
	{ "cold_call", N_("cold call"), "business" },
	{ "statistics", N_("statistics"), NULL },
	{ "government", N_("government figures"), "statistics" },
	{ "industry_figures", N_("industry figures"), "statistics" },
	{ "research", N_("research report"), "statistics" },
	{ "directory", N_("directory"), NULL },
	{ "customer_list", N_("customer list"), "directory" },
	{ "member_list", N_("member list"), "directory" },
	{ "association", N_("association"), "directory" },
	{ "staff_list", N_("staff list"), "directory" },
	{ "yellow_pages", N_("yellow pages"), "directory" },
	{ "yearbook", N_("yearbook"), "directory" },
	{ "press", N_("newspaper or journal"), NULL },
	{ "newspaper", N_("newspaper"), "press" },
	{ "trade_journal", N_("trade journal"), "press" },
	{ "clipping", N_("clipping"), "press" },
	{ "internet", N_("internet"), NULL },
	{ "website", N_("our website"), "internet" },
	{ "search", N_("search engine"), "internet" },
	{ "social", N_("social network"), "internet" },
	{ "newsletter", N_("newsletter"), "internet" },
	END,
};

const struct choice channel_choices[] = {
	{ "phone", N_("phone"), NULL },
	{ "mobile", N_("mobile"), NULL },
	{ "email", N_("e-mail"), NULL },
	{ "visit", N_("visit"), NULL },
	{ "letter", N_("letter"), NULL },
	{ "fax", N_("fax"), NULL },
	{ "chat", N_("chat"), NULL },
	{ "web", N_("web"), NULL },
	{ "shop", N_("shop"), NULL },
	{ "event", N_("event"), NULL },
	END,
};

const struct choice purchase_role[] = {
	{ "decider", N_("decides"), NULL },
	{ "buyer", N_("buys"), NULL },
	{ "influencer", N_("influences"), NULL },
	{ "user", N_("uses"), NULL },
	{ "gatekeeper", N_("gatekeeper"), NULL },
	{ "initiator", N_("began it"), NULL },
	{ "champion", N_("speaks for us"), NULL },
	{ "opponent", N_("speaks against us"), NULL },
	END,
};

const struct choice point_kind[] = {
	{ "phone", N_("phone"), NULL },
	{ "email", N_("e-mail"), NULL },
	{ "address", N_("address"), NULL },
	END,
};

const struct choice point_use[] = {
	{ "work", N_("work"), NULL },
	{ "mobile", N_("mobile"), NULL },
	{ "home", N_("home"), NULL },
	{ "fax", N_("fax"), NULL },
	{ "billing", N_("invoices"), NULL },
	{ "delivery", N_("delivery"), NULL },
	{ "other", N_("other"), NULL },
	END,
};

const struct choice relation_kind[] = {
	{ "supplies", N_("supplies"), NULL },
	{ "distributes", N_("distributes for"), NULL },
	{ "owns", N_("owns"), NULL },
	{ "invests", N_("invests in"), NULL },
	{ "employs", N_("employs"), NULL },
	{ "referred", N_("referred"), NULL },
	{ "influences", N_("influences"), NULL },
	END,
};

const struct choice relation_back[] = {
	{ "supplies", N_("is supplied by"), NULL },
	{ "distributes", N_("is distributed by"), NULL },
	{ "owns", N_("is owned by"), NULL },
	{ "invests", N_("is financed by"), NULL },
	{ "employs", N_("works for"), NULL },
	{ "referred", N_("was referred by"), NULL },
	{ "influences", N_("is influenced by"), NULL },
	END,
};

const struct choice relation_strength[] = {
	{ "weak", N_("weak"), NULL },
	{ "normal", N_("normal"), NULL },
	{ "strong", N_("strong"), NULL },
	END,
};

/* Capability 001-05: the kinds of data on customers. */
const struct choice trait_section[] = {
	{ "person", N_("person"), NULL },
	{ "address", N_("address"), NULL },
	{ "lifestyle", N_("lifestyle"), NULL },
	{ "attitude", N_("attitude"), NULL },
	{ "needs", N_("needs"), NULL },
	{ "relations", N_("relations"), NULL },
	END,
};

const struct choice trait_source[] = {
	{ "own", N_("own"), NULL },
	{ "told", N_("told"), NULL },
	{ "bought", N_("bought"), NULL },
	END,
};

const struct choice deal_type[] = {
	{ "new", N_("new business"), NULL },
	{ "cross_sell", N_("cross-sell"), NULL },
	{ "upsell", N_("upsell"), NULL },
	{ "renewal", N_("renewal"), NULL },
	END,
};

const struct choice deal_state[] = {
	{ "open", NC_("deal", "open"), NULL },
	{ "won", NC_("deal", "won"), NULL },
	{ "lost", NC_("deal", "lost"), NULL },
	END,
};

const struct choice loss_reason[] = {
	{ "price", N_("price"), NULL },
	{ "competitor", N_("competitor"), NULL },
	{ "no_budget", N_("no budget"), NULL },
	{ "no_decision", N_("no decision"), NULL },
	{ "timing", N_("timing"), NULL },
	{ "product", N_("product does not fit"), NULL },
	{ "service", N_("service"), NULL },
	{ "relationship", N_("relationship"), NULL },
	{ "other", N_("other"), NULL },
	END,
};

const struct choice activity_kind[] = {
	{ "call", N_("call"), NULL },
	{ "visit", N_("visit"), NULL },
	{ "meeting", N_("meeting"), NULL },
	{ "mail", N_("mail"), NULL },
	{ "letter", N_("letter"), NULL },
	{ "task", N_("task"), NULL },
	{ "promise", N_("promise"), NULL },
	{ "note", N_("note"), NULL },
	END,
};

/* Capability 002-20: what customers come with, and where it comes from. */
const struct choice case_kind[] = {
	{ "complaint", N_("complaint"), NULL },
	{ "suggestion", N_("suggestion"), NULL },
	{ "question", N_("question"), NULL },
	{ "fault", N_("fault"), NULL },
	END,
};

const struct choice case_status[] = {
	{ "open", NC_("case", "open"), NULL },
	{ "answered", N_("answered"), NULL },
	{ "closed", N_("closed"), NULL },
	END,
};

const struct choice case_priority[] = {
	{ "low", N_("low"), NULL },
	{ "normal", N_("normal"), NULL },
	{ "high", N_("high"), NULL },
	END,
};

const struct choice case_cause[] = {
	{ "product", N_("product"), NULL },
	{ "delivery", N_("delivery"), NULL },
	{ "invoice", N_("invoice"), NULL },
	{ "price", N_("price"), NULL },
	{ "service", N_("service"), NULL },
	{ "advice", N_("advice"), NULL },
	{ "use", N_("wrong use"), NULL },
	{ "other", N_("other"), NULL },
	END,
};

const struct choice moment_kind[] = {
	{ "created", N_("created"), NULL },
	{ "change", N_("change"), NULL },
	{ "opened", N_("opened"), NULL },
	{ "stage", N_("stage"), NULL },
	{ "won", NC_("deal", "won"), NULL },
	{ "lost", NC_("deal", "lost"), NULL },
	{ "document", N_("document"), NULL },
	{ "invoice", N_("invoice"), NULL },
	{ "paid", N_("paid"), NULL },
	{ "complaint", N_("complaint"), NULL },
	{ "suggestion", N_("suggestion"), NULL },
	{ "question", N_("question"), NULL },
	{ "fault", N_("fault"), NULL },
	{ "closed", N_("closed"), NULL },
	END,
};

const struct choice timeline_part[] = {
	{ "all", N_("all"), NULL },
	{ "talks", N_("talks"), NULL },
	{ "mail", N_("mail"), NULL },
	{ "deals", N_("deals"), NULL },
	{ "money", N_("money"), NULL },
	{ "cases", N_("cases"), NULL },
	{ "changes", N_("changes"), NULL },
	{ "tasks", N_("tasks"), NULL },
	{ "notes", N_("notes"), NULL },
	END,
};

const struct choice activity_direction[] = {
	{ "out", N_("out"), NULL },
	{ "in", N_("in"), NULL },
	END,
};

const struct choice activity_outcome[] = {
	{ "reached", N_("reached"), NULL },
	{ "no_answer", N_("no answer"), NULL },
	{ "call_back", N_("call back"), NULL },
	{ "agreed", N_("agreed"), NULL },
	{ "refused", N_("refused"), NULL },
	{ "wrong_number", N_("wrong number"), NULL },
	END,
};

const struct choice view_kind[] = {
	{ "list", N_("list"), NULL },
	{ "board", N_("board"), NULL },
	{ "calendar", N_("calendar"), NULL },
	END,
};

const struct choice view_scope[] = {
	{ "private", N_("private"), NULL },
	{ "team", N_("team"), NULL },
	{ "all", N_("everybody"), NULL },
	END,
};

const struct choice import_state[] = {
	{ "running", N_("running"), NULL },
	{ "done", N_("done"), NULL },
	{ "cancelled", N_("cancelled"), NULL },
	END,
};

#define NO_CHILD                                                                                   \
	{                                                                                          \
		NULL, NULL, NULL, NULL                                                             \
	}

const struct child customer_children[] = {
	{ "contacts", N_("Contacts"), "contact", "customer" },
	{ "deals", N_("Deals"), "deal", "customer" },
	{ "activities", N_("Activities"), "activity", "customer" },
	{ "invoices", N_("Invoices"), "invoice", "customer" },
	{ "cases", N_("Cases"), "case", "customer" },
	{ "points", N_("Contact points"), "point", "customer" },
	{ "roles", N_("Roles"), "role", "customer" },
	{ "subsidiaries", N_("Subsidiaries"), "customer", "parent" },
	{ "traits", N_("Profile"), "trait", "customer" },
	{ "documents", N_("Documents"), "document", "customer" },
	{ "relations", N_("Relations"), "relation", "customer" },
	{ "relations_back", N_("Relations to it"), "relation", "to_customer" },
	NO_CHILD,
};

const struct child contact_children[] = {
	{ "deals", N_("Deals"), "deal", "contact" },
	{ "activities", N_("Activities"), "activity", "contact" },
	{ "points", N_("Contact points"), "point", "contact" },
	{ "roles", N_("Roles"), "role", "contact" },
	{ "cases", N_("Cases"), "case", "contact" },
	{ "traits", N_("Profile"), "trait", "contact" },
	{ "documents", N_("Documents"), "document", "contact" },
	{ "relations", N_("Relations"), "relation", "contact" },
	{ "relations_back", N_("Relations to it"), "relation", "to_contact" },
	NO_CHILD,
};

const struct child pipeline_children[] = {
	{ "stages", N_("Stages"), "stage", "pipeline" },
	NO_CHILD,
};

const struct child stage_children[] = {
	{ "deals", N_("Deals"), "deal", "stage" },
	NO_CHILD,
};

const struct child deal_children[] = {
	{ "lines", N_("Lines"), "deal_line", "deal" },
	{ "activities", N_("Activities"), "activity", "deal" },
	{ "moves", N_("Stage moves"), "stage_move", "deal" },
	{ "invoices", N_("Invoices"), "invoice", "deal" },
	{ "cases", N_("Cases"), "case", "deal" },
	{ "documents", N_("Documents"), "document", "deal" },
	NO_CHILD,
};

const struct child product_children[] = {
	{ "deals", N_("Deals"), "deal", "product" },
	{ "lines", N_("Deal lines"), "deal_line", "product" },
	{ "cases", N_("Cases"), "case", "product" },
	{ "documents", N_("Documents"), "document", "product" },
	NO_CHILD,
};

const struct child activity_children[] = {
	{ "documents", N_("Documents"), "document", "activity" },
	NO_CHILD,
};

const struct child invoice_children[] = {
	{ "documents", N_("Documents"), "document", "invoice" },
	NO_CHILD,
};

const struct child case_children[] = {
	{ "documents", N_("Documents"), "document", "case" },
	NO_CHILD,
};

const struct child team_children[] = {
	{ "members", N_("Members"), "user", "team" },
	{ "customers", N_("Customers"), "customer", "team" },
	NO_CHILD,
};

const struct child user_children[] = {
	{ "customers", N_("Customers"), "customer", "owner" },
	{ "deals", N_("Deals"), "deal", "owner" },
	{ "activities", N_("Activities"), "activity", "owner" },
	{ "cases", N_("Cases"), "case", "owner" },
	{ "reports", N_("Reports"), "user", "manager" },
	{ "relations", N_("Relations"), "relation", "user" },
	{ "relations_back", N_("Relations to it"), "relation", "to_user" },
	NO_CHILD,
};

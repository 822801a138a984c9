/* ISO 4217: the codes in use, without metals, bond units and test codes. ANG and BGN, replaced in
 * 2025 and 2026, stay because books still hold them. A sign stands for one currency only, so that
 * what is shown can be read back; the others show their code. */
#include "model/money.h"

#include "base/intl.h"

/* clang-format off */
static const struct currency currencies[] = {
	{ "AED", 2, NULL, N_("UAE Dirham") },
	{ "AFN", 2, NULL, N_("Afghani") },
	{ "ALL", 2, NULL, N_("Lek") },
	{ "AMD", 2, NULL, N_("Armenian Dram") },
	{ "ANG", 2, NULL, N_("Netherlands Antillean Guilder") },
	{ "AOA", 2, NULL, N_("Kwanza") },
	{ "ARS", 2, NULL, N_("Argentine Peso") },
	{ "AUD", 2, "A$", N_("Australian Dollar") },
	{ "AWG", 2, NULL, N_("Aruban Florin") },
	{ "AZN", 2, "₼", N_("Azerbaijan Manat") },
	{ "BAM", 2, NULL, N_("Convertible Mark") },
	{ "BBD", 2, NULL, N_("Barbados Dollar") },
	{ "BDT", 2, "৳", N_("Taka") },
	{ "BGN", 2, NULL, N_("Bulgarian Lev") },
	{ "BHD", 3, NULL, N_("Bahraini Dinar") },
	{ "BIF", 0, NULL, N_("Burundi Franc") },
	{ "BMD", 2, NULL, N_("Bermudian Dollar") },
	{ "BND", 2, NULL, N_("Brunei Dollar") },
	{ "BOB", 2, NULL, N_("Boliviano") },
	{ "BOV", 2, NULL, N_("Mvdol") },
	{ "BRL", 2, "R$", N_("Brazilian Real") },
	{ "BSD", 2, NULL, N_("Bahamian Dollar") },
	{ "BTN", 2, NULL, N_("Ngultrum") },
	{ "BWP", 2, NULL, N_("Pula") },
	{ "BYN", 2, NULL, N_("Belarusian Ruble") },
	{ "BZD", 2, NULL, N_("Belize Dollar") },
	{ "CAD", 2, "C$", N_("Canadian Dollar") },
	{ "CDF", 2, NULL, N_("Congolese Franc") },
	{ "CHE", 2, NULL, N_("WIR Euro") },
	{ "CHF", 2, NULL, N_("Swiss Franc") },
	{ "CHW", 2, NULL, N_("WIR Franc") },
	{ "CLF", 4, NULL, N_("Unidad de Fomento") },
	{ "CLP", 0, NULL, N_("Chilean Peso") },
	{ "CNY", 2, "¥", N_("Yuan Renminbi") },
	{ "COP", 2, NULL, N_("Colombian Peso") },
	{ "COU", 2, NULL, N_("Unidad de Valor Real") },
	{ "CRC", 2, "₡", N_("Costa Rican Colon") },
	{ "CUP", 2, NULL, N_("Cuban Peso") },
	{ "CVE", 2, NULL, N_("Cabo Verde Escudo") },
	{ "CZK", 2, NULL, N_("Czech Koruna") },
	{ "DJF", 0, NULL, N_("Djibouti Franc") },
	{ "DKK", 2, NULL, N_("Danish Krone") },
	{ "DOP", 2, NULL, N_("Dominican Peso") },
	{ "DZD", 2, NULL, N_("Algerian Dinar") },
	{ "EGP", 2, NULL, N_("Egyptian Pound") },
	{ "ERN", 2, NULL, N_("Nakfa") },
	{ "ETB", 2, NULL, N_("Ethiopian Birr") },
	{ "EUR", 2, "€", N_("Euro") },
	{ "FJD", 2, NULL, N_("Fiji Dollar") },
	{ "FKP", 2, NULL, N_("Falkland Islands Pound") },
	{ "GBP", 2, "£", N_("Pound Sterling") },
	{ "GEL", 2, "₾", N_("Lari") },
	{ "GHS", 2, "₵", N_("Ghana Cedi") },
	{ "GIP", 2, NULL, N_("Gibraltar Pound") },
	{ "GMD", 2, NULL, N_("Dalasi") },
	{ "GNF", 0, NULL, N_("Guinean Franc") },
	{ "GTQ", 2, NULL, N_("Quetzal") },
	{ "GYD", 2, NULL, N_("Guyana Dollar") },
	{ "HKD", 2, "HK$", N_("Hong Kong Dollar") },
	{ "HNL", 2, NULL, N_("Lempira") },
	{ "HTG", 2, NULL, N_("Gourde") },
	{ "HUF", 2, NULL, N_("Forint") },
	{ "IDR", 2, NULL, N_("Rupiah") },
	{ "ILS", 2, "₪", N_("New Israeli Sheqel") },
	{ "INR", 2, "₹", N_("Indian Rupee") },
	{ "IQD", 3, NULL, N_("Iraqi Dinar") },
	{ "IRR", 2, NULL, N_("Iranian Rial") },
	{ "ISK", 0, NULL, N_("Iceland Krona") },
	{ "JMD", 2, NULL, N_("Jamaican Dollar") },
	{ "JOD", 3, NULL, N_("Jordanian Dinar") },
	{ "JPY", 0, "JP¥", N_("Yen") },
	{ "KES", 2, NULL, N_("Kenyan Shilling") },
	{ "KGS", 2, NULL, N_("Som") },
	{ "KHR", 2, "៛", N_("Riel") },
	{ "KMF", 0, NULL, N_("Comorian Franc") },
	{ "KPW", 2, NULL, N_("North Korean Won") },
	{ "KRW", 0, "₩", N_("South Korean Won") },
	{ "KWD", 3, NULL, N_("Kuwaiti Dinar") },
	{ "KYD", 2, NULL, N_("Cayman Islands Dollar") },
	{ "KZT", 2, "₸", N_("Tenge") },
	{ "LAK", 2, "₭", N_("Lao Kip") },
	{ "LBP", 2, NULL, N_("Lebanese Pound") },
	{ "LKR", 2, NULL, N_("Sri Lanka Rupee") },
	{ "LRD", 2, NULL, N_("Liberian Dollar") },
	{ "LSL", 2, NULL, N_("Loti") },
	{ "LYD", 3, NULL, N_("Libyan Dinar") },
	{ "MAD", 2, NULL, N_("Moroccan Dirham") },
	{ "MDL", 2, NULL, N_("Moldovan Leu") },
	{ "MGA", 2, NULL, N_("Malagasy Ariary") },
	{ "MKD", 2, NULL, N_("Denar") },
	{ "MMK", 2, NULL, N_("Kyat") },
	{ "MNT", 2, "₮", N_("Tugrik") },
	{ "MOP", 2, NULL, N_("Pataca") },
	{ "MRU", 2, NULL, N_("Ouguiya") },
	{ "MUR", 2, NULL, N_("Mauritius Rupee") },
	{ "MVR", 2, NULL, N_("Rufiyaa") },
	{ "MWK", 2, NULL, N_("Malawi Kwacha") },
	{ "MXN", 2, "MX$", N_("Mexican Peso") },
	{ "MXV", 2, NULL, N_("Mexican Unidad de Inversion (UDI)") },
	{ "MYR", 2, NULL, N_("Malaysian Ringgit") },
	{ "MZN", 2, NULL, N_("Mozambique Metical") },
	{ "NAD", 2, NULL, N_("Namibia Dollar") },
	{ "NGN", 2, "₦", N_("Naira") },
	{ "NIO", 2, NULL, N_("Cordoba Oro") },
	{ "NOK", 2, NULL, N_("Norwegian Krone") },
	{ "NPR", 2, NULL, N_("Nepalese Rupee") },
	{ "NZD", 2, "NZ$", N_("New Zealand Dollar") },
	{ "OMR", 3, NULL, N_("Rial Omani") },
	{ "PAB", 2, NULL, N_("Balboa") },
	{ "PEN", 2, NULL, N_("Sol") },
	{ "PGK", 2, NULL, N_("Kina") },
	{ "PHP", 2, "₱", N_("Philippine Peso") },
	{ "PKR", 2, NULL, N_("Pakistan Rupee") },
	{ "PLN", 2, NULL, N_("Zloty") },
	{ "PYG", 0, "₲", N_("Guarani") },
	{ "QAR", 2, NULL, N_("Qatari Rial") },
	{ "RON", 2, NULL, N_("Romanian Leu") },
	{ "RSD", 2, NULL, N_("Serbian Dinar") },
	{ "RUB", 2, "₽", N_("Russian Ruble") },
	{ "RWF", 0, NULL, N_("Rwanda Franc") },
	{ "SAR", 2, NULL, N_("Saudi Riyal") },
	{ "SBD", 2, NULL, N_("Solomon Islands Dollar") },
	{ "SCR", 2, NULL, N_("Seychelles Rupee") },
	{ "SDG", 2, NULL, N_("Sudanese Pound") },
	{ "SEK", 2, NULL, N_("Swedish Krona") },
	{ "SGD", 2, "S$", N_("Singapore Dollar") },
	{ "SHP", 2, NULL, N_("Saint Helena Pound") },
	{ "SLE", 2, NULL, N_("Leone") },
	{ "SOS", 2, NULL, N_("Somali Shilling") },
	{ "SRD", 2, NULL, N_("Surinam Dollar") },
	{ "SSP", 2, NULL, N_("South Sudanese Pound") },
	{ "STN", 2, NULL, N_("Dobra") },
	{ "SVC", 2, NULL, N_("El Salvador Colon") },
	{ "SYP", 2, NULL, N_("Syrian Pound") },
	{ "SZL", 2, NULL, N_("Lilangeni") },
	{ "THB", 2, "฿", N_("Baht") },
	{ "TJS", 2, NULL, N_("Somoni") },
	{ "TMT", 2, NULL, N_("Turkmenistan New Manat") },
	{ "TND", 3, NULL, N_("Tunisian Dinar") },
	{ "TOP", 2, NULL, N_("Pa’anga") },
	{ "TRY", 2, "₺", N_("Turkish Lira") },
	{ "TTD", 2, NULL, N_("Trinidad and Tobago Dollar") },
	{ "TWD", 2, "NT$", N_("New Taiwan Dollar") },
	{ "TZS", 2, NULL, N_("Tanzanian Shilling") },
	{ "UAH", 2, "₴", N_("Hryvnia") },
	{ "UGX", 0, NULL, N_("Uganda Shilling") },
	{ "USD", 2, "$", N_("US Dollar") },
	{ "USN", 2, NULL, N_("US Dollar (Next day)") },
	{ "UYI", 0, NULL, N_("Uruguay Peso en Unidades Indexadas (UI)") },
	{ "UYU", 2, NULL, N_("Peso Uruguayo") },
	{ "UYW", 4, NULL, N_("Unidad Previsional") },
	{ "UZS", 2, NULL, N_("Uzbekistan Sum") },
	{ "VED", 2, NULL, N_("Bolívar Digital") },
	{ "VES", 2, NULL, N_("Bolívar Soberano") },
	{ "VND", 0, "₫", N_("Dong") },
	{ "VUV", 0, NULL, N_("Vatu") },
	{ "WST", 2, NULL, N_("Tala") },
	{ "XAF", 0, NULL, N_("CFA Franc BEAC") },
	{ "XCD", 2, NULL, N_("East Caribbean Dollar") },
	{ "XCG", 2, NULL, N_("Caribbean Guilder") },
	{ "XOF", 0, NULL, N_("CFA Franc BCEAO") },
	{ "XPF", 0, NULL, N_("CFP Franc") },
	{ "YER", 2, NULL, N_("Yemeni Rial") },
	{ "ZAR", 2, NULL, N_("Rand") },
	{ "ZMW", 2, NULL, N_("Zambian Kwacha") },
	{ "ZWG", 2, NULL, N_("Zimbabwe Gold") },
};
/* clang-format on */

const struct currency *currency_all(size_t *n)
{
	*n = LENGTH(currencies);
	return currencies;
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* As strcmp, whatever the case of a. */
static int compare(const void *a, const void *b)
{
	const char *code = a;
	const struct currency *c = b;

	for (size_t i = 0; i < sizeof(c->code); i++)
		if (upper(code[i]) != c->code[i] || !code[i])
			return (unsigned char)upper(code[i]) - (unsigned char)c->code[i];
	return 0;
}

const struct currency *currency_find(const char *code)
{
	if (!code)
		return NULL;
	return bsearch(code, currencies, LENGTH(currencies), sizeof(currencies[0]), compare);
}

const struct currency *currency_of_territory(const char *territory)
{
	/* Of several that begin alike the one that is in the purse, and what another territory's is used. */
	static const char *const others[] = { "BGEUR", "CHCHF", "CLCLP", "COCOP", "ECUSD", "LICHF", "MXMXN",
					      "PRUSD", "SVUSD", "USUSD", "UYUYU" };

	if (strlen(territory) != 2)
		return NULL;
	for (size_t i = 0; i < LENGTH(others); i++)
		if (!strncmp(others[i], territory, 2))
			return currency_find(others[i] + 2);
	for (size_t i = 0; i < LENGTH(currencies); i++)
		if (!strncmp(currencies[i].code, territory, 2))
			return &currencies[i];
	return NULL;
}

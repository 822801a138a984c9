/* Nordic: Norway, Sweden, Denmark, Finland. */
#include "exchange/demo_words.h"

static const struct demo_city norway[] = {
	{ "Bergen", "55", "50##", "Vestland" }, { "Oslo", "22", "01##", "Oslo" },
	{ "Trondheim", "73", "70##", "Trøndelag" }, { "Tromsø|tromsoe", "77", "90##", "Troms" },
	{ "Ålesund|aalesund", "70", "60##", "Møre og Romsdal" },
};
static const struct demo_city sweden[] = {
	{ "Stockholm", "8", "11# ##", "Stockholm" }, { "Göteborg", "31", "41# ##", "Västra Götaland" },
	{ "Malmö", "40", "21# ##", "Skåne" }, { "Umeå", "90", "90# ##", "Västerbotten" },
};
static const struct demo_city denmark[] = {
	{ "København|koebenhavn", "33", "1###", "Hovedstaden" },
	{ "Aarhus", "86", "80##", "Midtjylland" },
	{ "Odense", "66", "50##", "Syddanmark" },
};
static const struct demo_city finland[] = {
	{ "Helsinki", "9", "001##", "Uusimaa" },
	{ "Tampere", "3", "331##", "Pirkanmaa" },
	{ "Jyväskylä", "14", "401##", "Keski-Suomi" },
};

static const struct demo_country countries[] = {
	{ "Norge", "NOK", "+47", "55 ## ##", "955 55 ###", "NO ### ### ### MVA", "no.example", 35,
	  DEMO_WORDS("AS", "AS", "ASA"), norway, LENGTH(norway) },
	{ "Sverige", "SEK", "+46", "555 ## ##", "70 555 ## ##", "SE##########01", "se.example", 30,
	  DEMO_WORDS("AB"), sweden, LENGTH(sweden) },
	{ "Danmark", "DKK", "+45", "55 ## ##", "55 55 ## ##", "DK########", "dk.example", 20,
	  DEMO_WORDS("A/S", "ApS"), denmark, LENGTH(denmark) },
	{ "Suomi", "EUR", "+358", "555 ####", "50 555 ####", "FI########", "fi.example", 15,
	  DEMO_WORDS("Oy", "Oyj"), finland, LENGTH(finland) },
};

const struct demo_culture demo_nordic = {
	.language = "Norsk", .weight = 15, .countries = countries, .ncountries = LENGTH(countries),
	.given = DEMO_WORDS("Aino", "Anders", "Åsa|Asa", "Astrid", "Bjarne", "Bodil", "Dag", "Eero", "Eira",
		"Erik", "Freja", "Gudrun", "Gunnar", "Håkon|Hakon", "Helga", "Henrik", "Inga", "Ingvild", "Ivar", "Jens",
		"Jorunn", "Kaisa", "Karl", "Kirsten", "Knut", "Lars", "Liv", "Magnus", "Maja", "Marit", "Mette",
		"Mikkel", "Nils", "Oddvar", "Olav", "Pekka", "Per", "Ragnhild", "Rune", "Sigrid", "Signe", "Sindre",
		"Solveig", "Søren|Soren", "Sven", "Tarja", "Tore", "Ulla", "Vilde", "Øyvind|Oyvind"),
	.surnames = DEMO_WORDS("Aalto", "Ahlgren", "Andersen", "Bakke", "Berg", "Bergström|Bergstrom", "Bjørnstad|Bjornstad",
		"Blom", "Dahl", "Eklund", "Eriksen", "Falk", "Fjeld", "Forsberg", "Friis", "Gran", "Hagen", "Halvorsen",
		"Haugen", "Hedlund", "Holm", "Iversen", "Jensen", "Juhl", "Karlsson", "Kjær|Kjaer", "Koskinen", "Krogh",
		"Laine", "Lie", "Lindqvist", "Lund", "Mäkinen|Makinen", "Mikkelsen", "Moen", "Nieminen", "Nordahl",
		"Nyström|Nystrom", "Olsen", "Øberg|Oberg", "Rask", "Rønning|Ronning", "Sandvik", "Sjöberg|Sjoberg", "Skov",
		"Solheim", "Strand", "Sundby", "Thorsen", "Vik", "Virtanen", "Wik", "Ødegård|Odegard"),
	.stems = DEMO_WORDS("Nordlys", "Fjordglimt", "Polaris", "Havørn|Havorn", "Midnattsol", "Bjørk|Bjork", "Granit",
		"Vinterlys", "Isbre", "Vestkyst", "Nordavind", "Solvind", "Skagerrak", "Elv", "Tind", "Revontuli",
		"Lyng", "Alken", "Trollfjell", "Storlien", "Kattegat", "Sjøstjernen|Sjostjernen", "Ravn", "Järvi|Jarvi",
		"Hallingdal", "Vänern|Vanern"),
	.trades = DEMO_WORDS("Energi", "Sjømat|Sjomat", "Bakeri", "Optikk", "Verktøy|Verktoy", "Logistik", "Papir", "Trykk",
		"Emballage", "Maskin", "Tekstil", "Møbler|Mobler", "Bryggeri", "Bil", "Shipping", "Tannlege", "Skog",
		"Keramik", "Plast", "Software", "Meieri", "Glass", "Hotell", "Forlag", "Medisin", "Stål|Stal", "Trelast", "Vind"),
	.streets = DEMO_WORDS("Storgata", "Kirkegata", "Havnegata", "Strandveien", "Kungsgatan", "Vasagatan",
		"Nørregade", "Jernbanegade", "Mannerheimintie", "Fjordveien"),
	.firms = DEMO_WORDS("%a %n %l", "%a %n %l", "%s %n %l", "%c %n %l", "%s & %t %l", "%s og Sønner %l",
		"%a %l", "Brødrene %s %l"),
	.people = DEMO_WORDS("%g %s"), .addresses = DEMO_WORDS("%w %h"),
	.jobs = DEMO_WORDS("Daglig leder", "Innkjøpssjef", "Produktionschef", "IT-sjef", "Kontorsjef", "Ingeniør",
		"Økonomidirektør", "Eier", "Innkjøper", "Kvalitetschef"),
	.deals = DEMO_WORDS("%p til %k", "%k: %p", "%k rammeavtale", "%k, utvidelse %p", "Prøvedrift %p, %k"),
	.renewals = DEMO_WORDS("%k fornyelse", "%k serviceavtale"),
	.subjects = { [DEMO_CALL] = DEMO_WORDS("vil ha pris før fredag", "spør om leveringstid",
			"spørsmål om kontrakten", "budsjettet er godkjent", "oppfølging av tilbud", "avtalt møte",
			"ingen beslutning før våren"),
		[DEMO_VISIT] = DEMO_WORDS("befaring av linjen", "demo i andre etasje", "omvisning på fabrikken",
			"møtte ny innkjøper", "oppmåling"),
		[DEMO_MAIL] = DEMO_WORDS("tilbud sendt", "svar om betaling", "brosjyre og prisliste",
			"takk for besøket", "svar om garanti", "ordrebekreftelse"),
		[DEMO_TASK] = DEMO_WORDS("forberede tilbud", "sjekke kredittgrense", "sende prøver",
			"be om referanse", "bekrefte levering"),
		[DEMO_MEETING] = DEMO_WORDS("kvartalsgjennomgang", "oppstartsmøte", "forhandling",
			"verksted med brukerne") },
	.notes = DEMO_WORDS("Prisen er for høy, vil ha 5 % ved 20 stk.", "Svært fornøyd med siste levering.",
		"Ny ledelse siden våren.", "Ring helst før klokken ni.", "Budsjettåret slutter i desember.",
		"Jämför oss med två andra, service avgör.", "Ønsker besøk etter ferien.", "Kjenner oss fra messen."),
	.steps = DEMO_WORDS("sende revidert tilbud", "ringe mandag", "avtale demo", "vente på ordre",
		"besøk med tekniker", "få underskrift"),
	.troubles = { [DEMO_COMPLAINT] = DEMO_WORDS("levert for sent", "faktura stemmer ikke med ordren", "to enheter var skadet"),
		[DEMO_SUGGESTION] = DEMO_WORDS("håndbok på nett", "mindre pakninger"),
		[DEMO_QUESTION] = DEMO_WORDS("hvor ofte trengs service?", "passer den til den gamle linjen?"),
		[DEMO_FAULT] = DEMO_WORDS("motoren brummer under last", "skjermen er svart") },
	.answers = DEMO_WORDS("beklaget og sendt ny", "tekniker har vært der, alt går", "forklart på telefon"),
};

/* Spanish: Spain, Mexico, Argentina. */
#include "exchange/demo_words.h"

static const struct demo_city spain[] = {
	{ "Sevilla", "954", "410##", "Andalucía" }, { "Madrid", "91", "280##", "Madrid" },
	{ "Valencia", "963", "460##", "Comunidad Valenciana" }, { "Bilbao", "944", "480##", "País Vasco" },
	{ "A Coruña", "981", "150##", "Galicia" }, { "Málaga", "952", "290##", "Andalucía" },
	{ "Zaragoza", "976", "500##", "Aragón" }, { "Cádiz", "956", "110##", "Andalucía" },
};
static const struct demo_city mexico[] = {
	{ "Ciudad de México", "55", "06###", "CDMX" },
	{ "Monterrey", "81", "64###", "Nuevo León" },
	{ "Mérida", "999", "97###", "Yucatán" },
};
static const struct demo_city argentina[] = {
	{ "Buenos Aires", "11", "10##", "Buenos Aires" },
	{ "Córdoba", "351", "50##", "Córdoba" },
};

static const struct demo_country countries[] = {
	{ "España", "EUR", "+34", "55 ## ##", "655 55 ## ##", "ESB########", "es.example", 70,
	  DEMO_WORDS("S.L.", "S.L.", "S.A.", "S.L.U."), spain, LENGTH(spain) },
	{ "México", "MXN", "+52", "5555 ####", "55 5555 ####", "XAX######AA1", "mx.example", 20,
	  DEMO_WORDS("S.A. de C.V.", "S. de R.L."), mexico, LENGTH(mexico) },
	{ "Argentina", "USD", "+54", "5555-####", "9 11 5555-####", "30-########-#", "ar.example", 10,
	  DEMO_WORDS("S.A.", "S.R.L."), argentina, LENGTH(argentina) },
};

const struct demo_culture demo_spanish = {
	.language = "Español", .weight = 15, .countries = countries, .ncountries = LENGTH(countries),
	.given = DEMO_WORDS("Adela", "Alba", "Alejandro", "Álvaro", "Amparo", "Andrés", "Begoña", "Beatriz",
		"Carlos", "Carmen", "Clara", "Cristóbal", "Diego", "Dolores", "Elena", "Emilio", "Enrique", "Esteban",
		"Eugenia", "Fernando", "Gonzalo", "Guadalupe", "Iñaki", "Inés", "Jaime", "Javier", "José Luis",
		"Juan", "Lucía", "Luis", "Manuel", "Marisol", "Mercedes", "Miguel", "Montserrat", "Nuria", "Pablo",
		"Pilar", "Rafael", "Ramón", "Rocío", "Rosario", "Santiago", "Sergio", "Teresa", "Tomás", "Vicente", "Ximena"),
	.surnames = DEMO_WORDS("Aguilar", "Alonso", "Arroyo", "Benítez", "Blanco", "Bravo", "Cabrera",
		"Calderón", "Campos", "Cano", "Castaño", "Castillo", "Cortés", "Delgado", "Díaz", "Domínguez",
		"Escobar", "Espinosa", "Fuentes", "Gallego", "García", "Garrido", "Gil", "Guerrero", "Herrera", "Ibáñez",
		"Iglesias", "Jiménez", "León", "Lorenzo", "Marín", "Medina", "Méndez", "Molina", "Montero", "Morales",
		"Muñoz", "Navarro", "Núñez", "Ortega", "Pardo", "Peña", "Prieto", "Quintana", "Reyes", "Ríos", "Rojas", "Rubio",
		"Ruiz", "Salazar", "Santos", "Serrano", "Soler", "Torres", "Valverde", "Vázquez", "Vega", "Vidal"),
	.stems = DEMO_WORDS("Iberia", "Alhambra", "Sol y Mar", "Levante", "Cantábrico", "Giralda", "Tres Ríos",
		"La Estrella", "El Olivo", "Montesol", "Costa Azul", "Sierra Nevada", "Bahía", "Mirador", "Aurora",
		"Castilla", "La Paloma", "Alcázar", "Guadalquivir", "Nuevo Mundo", "Fénix", "El Roble", "Altamira",
		"Buenavista", "San Telmo", "La Encina"),
	.trades = DEMO_WORDS("Óptica", "Alimentos", "Panaderías", "Herramientas", "Logística", "Papelera",
		"Gráficas", "Envases", "Instrumentos", "Maquinaria", "Textiles", "Muebles", "Cervezas", "Motor",
		"Energía", "Dental", "Viveros", "Cerámica", "Plásticos", "Informática", "Naviera", "Lácteos", "Vidrio",
		"Hoteles", "Editorial", "Salud", "Aceros", "Aceites", "Bodegas"),
	.streets = DEMO_WORDS("Calle Mayor", "Avenida de la Constitución", "Calle Real", "Paseo del Prado",
		"Plaza de España", "Calle del Carmen", "Avenida del Puerto", "Calle Nueva", "Calle San Juan"),
	.firms = DEMO_WORDS("%a %n %l", "%a %n %l", "%n %s %l", "%n %c %l", "%s y %t %l", "Hermanos %s %l",
		"%s e Hijos %l", "%a %l"),
	.people = DEMO_WORDS("%g %s", "%g %s %t"), .addresses = DEMO_WORDS("%w, %h"),
	.jobs = DEMO_WORDS("Gerente", "Jefa de compras", "Jefe de producción", "Responsable de TI", "Administración",
		"Ingeniero de planta", "Directora financiera", "Propietario", "Compradora", "Calidad"),
	.deals = DEMO_WORDS("%p para %k", "%k: %p", "%p, segunda planta, %k", "%k, ampliación %p", "Prueba %p, %k"),
	.renewals = DEMO_WORDS("%k renovación", "%k mantenimiento"),
	.subjects = { [DEMO_CALL] = DEMO_WORDS("quiere precio antes del viernes", "pregunta por el plazo",
			"dudas del contrato", "presupuesto aprobado", "seguimiento de la oferta", "cita concertada",
			"no deciden hasta primavera"),
		[DEMO_VISIT] = DEMO_WORDS("revisión de la línea", "demostración en planta", "visita a la fábrica",
			"conocí a la nueva compradora", "medición en obra"),
		[DEMO_MAIL] = DEMO_WORDS("oferta enviada", "pregunta sobre el pago", "catálogo y tarifas",
			"gracias por la visita", "respuesta de garantía", "confirmación de pedido"),
		[DEMO_TASK] = DEMO_WORDS("preparar la oferta", "revisar el crédito", "enviar muestras",
			"pedir referencias", "confirmar la entrega"),
		[DEMO_MEETING] = DEMO_WORDS("revisión trimestral", "reunión de arranque", "negociación del contrato",
			"taller con los usuarios") },
	.notes = DEMO_WORDS("Precio alto, quiere un 5 % a partir de 20 unidades.", "Muy contentos con la última entrega.",
		"Nueva dirección desde la primavera.", "Mejor llamar antes de las nueve.",
		"El presupuesto cierra en diciembre.", "Nos compara con otros dos; decide el servicio.",
		"Prefiere visita después de las vacaciones.", "Nos conoce de la feria."),
	.steps = DEMO_WORDS("enviar oferta revisada", "llamar el lunes", "concertar demostración",
		"esperar el pedido", "visita con el técnico", "conseguir la firma"),
	.troubles = { [DEMO_COMPLAINT] = DEMO_WORDS("entregado tarde", "la factura no coincide con el pedido", "dos unidades llegaron dañadas"),
		[DEMO_SUGGESTION] = DEMO_WORDS("manual en la web", "envases más pequeños"),
		[DEMO_QUESTION] = DEMO_WORDS("¿cada cuánto hay que revisarla?", "¿sirve para la línea antigua?"),
		[DEMO_FAULT] = DEMO_WORDS("el motor zumba con carga", "la pantalla no enciende") },
	.answers = DEMO_WORDS("disculpas y reposición enviada", "vino el técnico, todo funciona", "explicado por teléfono"),
};

const struct demo_words demo_industries = DEMO_WORDS("food", "retail", "manufacturing", "automotive", "energy",
	"healthcare", "logistics", "printing", "packaging", "textiles", "furniture", "software", "hospitality",
	"agriculture", "construction", "chemicals", "education", "public sector");

const struct demo_words demo_tags = DEMO_WORDS("vip", "reference", "newsletter", "fair 2025", "slow payer",
	"pilot", "framework", "christmas card", "price sensitive", "service first");

/* What other programs and other languages call the columns that we have: English, German, French, Spanish,
 * Chinese in both scripts. */
#include "exchange/mapping_private.h"

/* By the name of a field, of a point or of the entity that a reference points to; it and the words as
 * target_squash leaves them, each between two spaces. A word may stand in several rows: the first whose
 * name the entity has counts. */
static const struct {
	const char *name, *words;
} rows[] = {
	{ "customer", " account company organisation organization firm accountname companyname business client"
		      " firma firmenname unternehmen kunde kundenname gesellschaft"
		      " societe entreprise raisonsociale nomclient nomdelasociete"
		      " empresa razonsocial cliente nombrecliente compania sociedad"
		      " 公司 公司名称 公司名 企业 企业名称 单位 单位名称 客户 客户名称 客户名 客户简称"
		      " 公司名稱 企業 企業名稱 單位 單位名稱 客戶 客戶名稱 客戶名 " },
	{ "name", " fullname title opportunity opportunityname dealname contactname displayname"
		  " bezeichnung ansprechpartner vollername kontakt verkaufschance chance artikel produkt produktname"
		  " nom nomcomplet intitule affaire opportunite produit designation"
		  " nombre nombrecompleto contacto oportunidad negocio producto articulo"
		  " 名称 姓名 名字 联系人 商机 商机名称 项目 项目名称 产品 产品名称"
		  " 名稱 聯絡人 商機 商機名稱 專案 產品 產品名稱 " },
	{ "code", " customerno customernumber accountnumber sku articlenumber itemnumber productno"
		  " kundennummer kundennr kdnr kundenid nummer artikelnummer artikelnr"
		  " codeclient numeroclient reference codigo codigocliente numerocliente referencia"
		  " 编号 代码 客户编号 客户代码 客户id 产品编号 产品id 訂單編號 订单编号 编码"
		  " 編號 代碼 客戶編號 客戶id 產品編號 " },
	{ "owner", " salesperson salesrep salesagent assignedto accountowner accountmanager"
		   " verantwortlich verantwortlicher betreuer kundenbetreuer bearbeiter vertriebsmitarbeiter"
		   " responsable commercial proprietaire vendedor encargado propietario comercial"
		   " 负责人 业务员 销售 销售员 销售人员 客户经理 所有者 跟进人"
		   " 負責人 業務 業務員 業務人員 " },
	{ "email", " mail emailaddress emails mailaddress emailadresse mailadresse courriel adresseemail mel"
		   " adresseelectronique correo correoelectronico emailcorreo"
		   " 邮箱 电子邮件 电子邮箱 邮件 邮箱地址 電子郵件 電郵 信箱 郵箱 " },
	{ "phone", " telephone tel phonenumber mobile mobilephone cell cellphone"
		   " telefon telefonnummer rufnummer handy handynummer mobil mobiltelefon"
		   " numerodetelephone portable mobileportable"
		   " telefono movil celular numerodetelefono"
		   " 电话 电话号码 联系电话 手机 手机号 手机号码 座机"
		   " 電話 電話號碼 聯絡電話 手機 手機號碼 " },
	{ "street", " address streetaddress addressline1 strasse str adresse anschrift strassenr rue voie"
		    " direccion calle domicilio 地址 详细地址 联系地址 街道 住址 公司地址 詳細地址 " },
	{ "postcode", " zip zipcode postalcode plz postleitzahl codepostal cp codigopostal 邮编 邮政编码 郵遞區號 郵編 " },
	{ "city", " town ort stadt wohnort ville commune localite ciudad localidad poblacion municipio 城市 市 所在城市 " },
	{ "region", " state province county bundesland kanton departement etat provincia estado comunidad"
		    " 省 省份 省自治区 州 所在省份 省市 縣市 " },
	{ "country", " nation land staat pays pais 国家 国家地区 国别 國家 國別 " },
	{ "website", " homepage url web webseite internet internetseite www siteweb site siteinternet sitio sitioweb"
		     " paginaweb 网站 网址 官网 公司网址 網站 網址 官網 " },
	{ "taxid", " vat vatid vatnumber vatno taxnumber taxno ein ustid ustidnr umsatzsteuerid steuernummer uid"
		    " siret siren numerotva tvaintracommunautaire nif cif rfc ruc"
		    " 税号 纳税人识别号 统一社会信用代码 統一編號 統編 稅號 " },
	{ "industry", " line branche industrie wirtschaftszweig secteur secteurdactivite sectoractividad rubro giro"
		      " 行业 所属行业 行業 產業 " },
	{ "annualrevenue", " turnover yearlyrevenue umsatz jahresumsatz chiffredaffaires ca facturacion ingresos"
			    " ventasanuales 营业额 年营业额 营收 年收入 年营收 營業額 年營業額 營收 " },
	{ "employees", " numberofemployees headcount staff mitarbeiter mitarbeiterzahl anzahlmitarbeiter beschaftigte"
		       " effectif effectifs nombredesalaries empleados numerodeempleados"
		       " 员工 员工数 员工人数 人数 公司人数 員工數 員工人數 " },
	{ "founded", " foundedyear yearfounded gegrundet grundung grundungsjahr anneedecreation fundacion"
		     " anodefundacion 成立年份 成立时间 成立年 成立年份 " },
	{ "source", " leadsource origin quelle herkunft leadquelle origine provenance origen fuente procedencia"
		    " 来源 客户来源 线索来源 來源 客戶來源 " },
	{ "status", " leadstatus stand statut estatus 状态 客户状态 狀態 " },
	{ "type", " customertype accounttype kundentyp art typ typeclient tipo tipocliente 类型 客户类型 類型 客戶類型 " },
	{ "tags", " labels categories schlagworte stichworte etiquettes motscles etiquetas 标签 標籤 " },
	{ "note", " notes comment comments description remarks remark notiz notizen bemerkung bemerkungen kommentar"
		  " anmerkung anmerkungen beschreibung remarque remarques commentaire commentaires observaciones notas"
		  " comentario comentarios descripcion 备注 说明 描述 备注信息 備註 說明 " },
	{ "lastcontact", " lastcontacted lastactivity letzterkontakt derniercontact ultimocontacto"
			  " 最近联系 最后联系时间 最近跟进 最後聯絡 " },
	{ "nextstep", " nextaction nachsterschritt prochaineetape proximopaso 下一步 " },
	{ "job", " position jobtitle contacttitle role funktion stelle berufsbezeichnung poste fonction cargo puesto"
		 " 职位 职务 岗位 職位 職稱 " },
	{ "birthday", " dateofbirth dob birthdate geburtstag geburtsdatum datedenaissance anniversaire"
		      " fechadenacimiento cumpleanos 生日 出生日期 " },
	{ "language", " sprache langue idioma lengua 语言 語言 " },
	{ "stage", " salesstage phase stufe vertriebsphase verkaufsphase etape phasedevente etapa fase"
		   " 阶段 销售阶段 商机阶段 階段 銷售階段 " },
	{ "amount", " value dealvalue dealamount closevalue betrag wert summe auftragswert volumen montant valeur"
		    " importe monto valor 金额 商机金额 合同金额 预计金额 销售额 金額 預計金額 銷售額 " },
	{ "currency", " wahrung devise monnaie moneda divisa 币种 货币 幣別 幣種 " },
	{ "close", " expectedclose expectedclosedate duedate erwarteterabschluss abschlusserwartet cloturprevue"
		   " datedecloturprevue cierreprevisto 预计成交日期 预计成交时间 預計成交日期 " },
	{ "closed", " closedate closingdate closeddate dateclosed abschluss abschlussdatum abgeschlossen"
		    " datedecloture fechadecierre fechacierre 成交日期 成交时间 关闭日期 发货日期 " },
	{ "opened", " engagedate createdate createddate opendate erstellt erstelltam eroffnet datedouverture"
		    " datecreation fechadeapertura fechacreacion 创建日期 创建时间 订单日期 建立日期 " },
	{ "product", " item artikel produkt produit article producto articulo 产品 产品名称 商品 產品 產品名稱 " },
	{ "price", " unitprice listprice preis stuckpreis verkaufspreis listenpreis prix prixunitaire tarif"
		   " precio preciounitario 价格 单价 售价 價格 單價 " },
	{ "family", " category productgroup kategorie warengruppe produktgruppe categorie famille categoria familia"
		    " 类别 分类 产品类别 類別 分類 " },
	{ "unit", " unitofmeasure einheit mengeneinheit unite unidad 单位 单位名称 單位 " },
	{ "active", " aktiv actif activo 启用 有效 啟用 " },
	{ "manager", " supervisor vorgesetzter vorgesetzte leiter chef jefe superior 经理 上级 主管 經理 " },
	{ "office", " regionaloffice branch niederlassung standort buro agence bureau oficina sucursal"
		    " 办公室 分公司 辦公室 " },
};

const char *mapping_word(const char *squashed, size_t *from)
{
	struct sbuf word = SBUF_INIT;
	const char *name = NULL;

	sbuf_printf(&word, " %s ", squashed);
	while (!name && *from < LENGTH(rows)) {
		if (strstr(rows[*from].words, sbuf_text(&word)))
			name = rows[*from].name;
		++*from;
	}
	sbuf_free(&word);
	return name;
}

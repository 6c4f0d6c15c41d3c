package apidoc

import "strings"

// The vocabulary of the format, in the languages that references are
// published in. Each word is asked only where a structure leaves a question
// open; of a language that is not here, the structure alone is read.

func wordSet(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for word := range strings.SplitSeq(list, "|") {
			set[word] = true
		}
	}
	return set
}

// collectionWords say that a type stands for many.
var collectionWords = wordSet(
	"collection|collections|collection's|array|arrays|list|set",
	"colección|lista|matriz|collezione|coleção|sammlung|auflistung|liste|tableau",
	"集合|数组|列表|コレクション|配列|컬렉션|коллекция|массив|список",
)

// collectionStems are found inside words of languages that write without
// blanks.
var collectionStems = []string{"集合", "コレクション", "컬렉션", "数组", "配列"}

// fillers stand beside a type's name and say nothing of it.
var fillers = wordSet(
	"of|a|an|the|type|types|resource|resources|object|objects|enum|enums|enumeration|enumerated|entity|entities|instance|instances|values|value|flags|flag|property|complex|facet|and|with|for",
	"de|der|die|des|del|du|da|do|objeto|objetos|objet|objets|objekt|objekte|oggetto|recurso|recursos|ressource|tipo|typ|valor|wert|valeur",
	"对象|类型|资源|枚举|值|オブジェクト|型|種類|リソース|列挙体|объект|тип|ресурс|перечисление",
)

// alternatives separate types of which one is meant.
var alternatives = wordSet("or|oder|ou|o|или|または|或")

// primitiveWords are other words for primitive types. What they name is read
// loosely: the widest type that fits the word.
var primitiveWords = map[string]string{
	"bool": "Edm.Boolean", "int": "Edm.Int32", "integer": "Edm.Int64", "long": "Edm.Int64", "short": "Edm.Int16",
	"uint32": "Edm.Int64", "uint64": "Edm.Decimal", "uint": "Edm.Int64", "float": "Edm.Double", "number": "Edm.Double", "numeric": "Edm.Decimal",
	"datetime": "Edm.DateTimeOffset", "timestamp": "Edm.DateTimeOffset", "datetimeutc": "Edm.DateTimeOffset",
	"time": "Edm.TimeOfDay", "timespan": "Edm.Duration", "guid": "Edm.Guid", "uuid": "Edm.Guid",
	"url": "Edm.String", "uri": "Edm.String", "text": "Edm.String", "char": "Edm.String", "str": "Edm.String",
	"bytes": "Edm.Binary", "json": "Edm.Untyped", "object": "Edm.Untyped", "any": "Edm.Untyped", "untyped": "Edm.Untyped",
}

// translatedWords are primitive types as translations name them.
var translatedWords = map[string]string{
	"cadena": "Edm.String", "chaîne": "Edm.String", "zeichenfolge": "Edm.String", "stringa": "Edm.String", "cadeia": "Edm.String",
	"字符串": "Edm.String", "文字列": "Edm.String", "문자열": "Edm.String", "строка": "Edm.String", "строковое": "Edm.String",
	"booleano": "Edm.Boolean", "booléen": "Edm.Boolean", "boolesch": "Edm.Boolean", "boolescher": "Edm.Boolean",
	"布尔": "Edm.Boolean", "布尔值": "Edm.Boolean", "ブール値": "Edm.Boolean", "ブール型": "Edm.Boolean", "логический": "Edm.Boolean", "логическое": "Edm.Boolean",
	"boleano": "Edm.Boolean", "booliano": "Edm.Boolean", "boolean型": "Edm.Boolean", "ブール": "Edm.Boolean", "булево": "Edm.Boolean", "부울": "Edm.Boolean",
	"entero": "Edm.Int64", "entier": "Edm.Int64", "ganzzahl": "Edm.Int64", "inteiro": "Edm.Int64", "整数": "Edm.Int64", "целое": "Edm.Int64",
	"doble": "Edm.Double", "duplo": "Edm.Double", "doppelt": "Edm.Double", "双精度": "Edm.Double", "双精度型": "Edm.Double", "倍精度": "Edm.Double",
	"duración": "Edm.Duration", "duração": "Edm.Duration", "durée": "Edm.Duration", "dauer": "Edm.Duration", "durata": "Edm.Duration",
	"持续时间": "Edm.Duration", "期間": "Edm.Duration", "длительность": "Edm.Duration", "продолжительность": "Edm.Duration",
	"期限": "Edm.Duration", "日期": "Edm.Date", "日付": "Edm.Date", "fecha": "Edm.Date", "дата": "Edm.Date", "日期时间": "Edm.DateTimeOffset", "日時": "Edm.DateTimeOffset",
	"流": "Edm.Stream", "binario": "Edm.Binary", "binária": "Edm.Binary", "binário": "Edm.Binary", "binaire": "Edm.Binary", "binär": "Edm.Binary",
	"二进制": "Edm.Binary", "バイナリ": "Edm.Binary", "двоичный": "Edm.Binary", "двоичное": "Edm.Binary",
	"fluxo": "Edm.Stream", "secuencia": "Edm.Stream", "ストリーム": "Edm.Stream", "поток": "Edm.Stream",
}

// primitiveNames are the built-in types by folded name.
var primitiveNames = func() map[string]string {
	names := map[string]string{}
	for _, n := range strings.Fields("Binary Boolean Byte Date DateTimeOffset Decimal Double Duration Guid Int16 Int32 Int64 SByte Single Stream String TimeOfDay " +
		"GeographyPoint GeographyLineString GeographyPolygon GeographyMultiPoint GeographyMultiLineString GeographyMultiPolygon GeographyCollection " +
		"GeometryPoint GeometryLineString GeometryPolygon GeometryMultiPoint GeometryMultiLineString GeometryMultiPolygon GeometryCollection " +
		"Geography Geometry") {
		names[strings.ToLower(n)] = "Edm." + n
	}
	return names
}()

// abstractNames are the abstract built-in types by folded name. Only with
// their namespace are they not taken for a service's own.
var abstractNames = map[string]string{
	"edm.primitivetype": "Edm.PrimitiveType", "edm.complextype": "Edm.ComplexType", "edm.entitytype": "Edm.EntityType", "edm.untyped": "Edm.Untyped",
}

// header words of tables: what a column holds.
var (
	typeHeaders        = wordSet("type|data type|types|property type|tipo|tipo de datos|tipo de dados|typ|datentyp|type de données|类型|数据类型|型|種類|データ型|유형|тип|тип данных")
	descriptionHeaders = wordSet("description|remarks|comment|comments|details|notes|meaning|descripción|descrição|beschreibung|descrizione|说明|描述|説明|설명|описание")
	valueHeaders       = wordSet("value|values|numeric value|valor|wert|valeur|valore|值|値|값|значение")
	relationHeaders    = wordSet("relationship|relationships|relationship name|navigation|navigation property|navigation properties|relación|relation|relação|beziehung|relazione|关系|リレーションシップ|관계|связь|отношение")
	methodHeaders      = wordSet("method|methods|methode|méthode|método|metodo|方法|メソッド|메서드|метод|function|functions|action|actions")
	returnHeaders      = wordSet("return type|return types|tipo de valor devuelto|tipo devuelto|type de retour|rückgabetyp|tipo de retorno|返回类型|戻り値の型|тип возвращаемого значения|возвращаемый тип|반환 형식")
)

// relationStems begin words for relationships in headings.
var relationStems = []string{"relation", "relaci", "relaç", "beziehung", "navigation", "关系", "リレーション", "관계", "связ", "отношени"}

// shortestIntroduction is the length of the shortest of the
// valuesIntroductions.
const shortestIntroduction = 9

// valuesStems: one of them stands in each of the valuesIntroductions.
var valuesStems = []string{"val", "one of", "wert", "值", "値", "значени", "값"}

// valuesIntroductions stand before the values that a property may have.
var valuesIntroductions = []string{
	"possible values", "possible value", "supported values", "allowed values", "valid values", "accepted values", "permitted values", "available values", "following value", "values are", "value can be", "can be one of", "is one of", "one of the following",
	"valores posibles", "posibles valores", "valeurs possibles", "mögliche werte", "möglichen werte", "valores possíveis", "possíveis valores", "valori possibili",
	"可能的值", "可能值", "可取值", "使用可能な値", "可能な値", "有効な値", "возможные значения", "допустимые значения", "가능한 값",
}

package csdl

import (
	"strings"
	"testing"
)

// document wraps schema children in a document, with a few sound types that
// they may refer to. A text that begins with <e: is a document by itself.
func document(version, text string) string {
	if strings.HasPrefix(text, "<e:") {
		return strings.Replace(text, "<e:Edmx", `<e:Edmx xmlns:e="http://docs.oasis-open.org/odata/ns/edmx" xmlns="http://docs.oasis-open.org/odata/ns/edm" Version="`+version+`"`, 1)
	}
	return `<e:Edmx xmlns:e="http://docs.oasis-open.org/odata/ns/edmx" Version="` + version + `">
<e:Reference Uri="there"><e:Include Namespace="Elsewhere" Alias="X"/></e:Reference>
<e:DataServices><Schema xmlns="http://docs.oasis-open.org/odata/ns/edm" Namespace="NS" Alias="S">
` + text + `
<EntityType Name="E"><Key><PropertyRef Name="ID"/></Key><Property Name="ID" Type="Edm.Int32" Nullable="false"/>
  <NavigationProperty Name="Other" Type="NS.E"/><NavigationProperty Name="Parts" Type="Collection(NS.E)" ContainsTarget="true"/>
  <Property Name="Home" Type="NS.C"/><Property Name="N" Type="Edm.Int32"/></EntityType>
<EntityType Name="Unrelated"><Key><PropertyRef Name="ID"/></Key><Property Name="ID" Type="Edm.String" Nullable="false"/></EntityType>
<ComplexType Name="C"><Property Name="Street" Type="Edm.String"/></ComplexType>
<EnumType Name="Flags" IsFlags="true"><Member Name="A" Value="1"/></EnumType>
<EnumType Name="Colour"><Member Name="Red"/></EnumType>
<TypeDefinition Name="Short" UnderlyingType="Edm.String" MaxLength="5"/>
</Schema></e:DataServices></e:Edmx>`
}

// place finds the mark § and removes it.
func unmark(t *testing.T, text string) (string, int, int) {
	t.Helper()
	before, after, ok := strings.Cut(text, "§")
	if !ok || strings.Contains(after, "§") {
		t.Fatal("the text needs one §, where the problem must stand")
	}
	line := 1 + strings.Count(before, "\n")
	return before + after, line, len(before) - strings.LastIndexByte(before, '\n')
}

const set = `<EntityContainer Name="K"><EntitySet Name="Es" EntityType="NS.E">`

// problems has, for each kind, a text that has it, at §, and its nearest
// neighbours, which are sound.
var problems = []struct {
	name    string
	code    Code
	version string // 4.0, unless said
	bad     string
	good    []string
}{
	// What the text says wrongly.
	{"a property without name", MissingAttribute, "", `<ComplexType Name="T">§<Property Type="Edm.String"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.String"/></ComplexType>`}},
	{"a property without type", MissingAttribute, "", `<ComplexType Name="T">§<Property Name="P"/></ComplexType>`, nil},
	{"a key without properties", MissingAttribute, "4.01", `<EntityType Name="T">§<Key/></EntityType>`, []string{`<EntityType Name="T"/>`}},
	{"a document without version", MissingAttribute, "", `<e:Edmx ><e:DataServices><Schema Namespace="A"/></e:DataServices></e:Edmx>`, nil},
	{"a Boolean that is none", BadValue, "", `<ComplexType Name="T" Abstract="§yes"/>`,
		[]string{`<ComplexType Name="T" Abstract="true"/>`, `<ComplexType Name="T" OpenType="0"/>`}},
	{"a facet that is no number", BadValue, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.String" MaxLength="§long"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.String" MaxLength="max"/></ComplexType>`}},
	{"a length of zero", BadValue, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.String" MaxLength="§0"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.String" MaxLength="1"/></ComplexType>`}},
	{"a scale of another word", BadValue, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.Decimal" Scale="§much"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.Decimal" Scale="Variable"/></ComplexType>`}},
	{"an SRID of another word", BadValue, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.GeographyPoint" SRID="§WGS84"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.GeographyPoint" SRID="4326"/></ComplexType>`}},
	{"an enumeration value that is no number", BadValue, "", `<EnumType Name="T"><Member Name="A" Value="§one"/></EnumType>`, nil},
	{"an unknown action on deletion", BadValue, "", `<ComplexType Name="T"><NavigationProperty Name="P" Type="NS.E"><OnDelete Action="§Delete"/></NavigationProperty></ComplexType>`,
		[]string{`<ComplexType Name="T"><NavigationProperty Name="P" Type="NS.E"><OnDelete Action="SetNull"/></NavigationProperty></ComplexType>`}},
	{"an annotation with two values", BadExpression, "", `<Annotation Term="A.B" String="x" Bool="§true"/>`,
		[]string{`<Annotation Term="A.B" String="x"/>`, `<Annotation Term="A.B"><String>x</String><Annotation Term="C.D"/></Annotation>`}},
	{"a value as attribute and as element", BadExpression, "", `<Annotation Term="A.B" String="x">§<String>y</String></Annotation>`, nil},
	{"an operator with too few operands", BadExpression, "", `<Annotation Term="A.B">§<And><Path>x</Path></And></Annotation>`,
		[]string{`<Annotation Term="A.B"><And><Path>x</Path><Path>y</Path></And></Annotation>`}},
	{"two keys", RepeatedElement, "", `<EntityType Name="T"><Key><PropertyRef Name="A"/></Key>
§<Key><PropertyRef Name="B"/></Key><Property Name="A" Type="Edm.Int32" Nullable="false"/><Property Name="B" Type="Edm.Int32" Nullable="false"/></EntityType>`,
		[]string{`<EntityType Name="T"><Key><PropertyRef Name="A"/><PropertyRef Name="B"/></Key><Property Name="A" Type="Edm.Int32" Nullable="false"/><Property Name="B" Type="Edm.Int32" Nullable="false"/></EntityType>`}},
	{"two return types", RepeatedElement, "", `<Function Name="F"><ReturnType Type="Edm.String"/>§<ReturnType Type="Edm.String"/></Function>`, nil},
	{"an element that CSDL does not have", UnknownElement, "", `§<Documentation/>`,
		[]string{`<d:Documentation xmlns:d="urn:mine"><d:x>text</d:x></d:Documentation>`}},
	{"an attribute that CSDL does not have", UnknownAttribute, "", `<ComplexType Name="T" Label="§x"/>`,
		[]string{`<ComplexType Name="T" m:Label="x" xmlns:m="urn:mine"/>`, `<ComplexType Name="T" xml:space="preserve"/>`}},
	{"text between elements", StrayText, "", `<ComplexType Name="T"/> §hello`, []string{`<ComplexType Name="T"/> <!-- hello -->`}},
	{"a prefix without namespace", UndeclaredPrefix, "", `§<m:x/>`, []string{`<m:x xmlns:m="urn:mine"/>`}},
	{"an attribute's prefix without namespace", UndeclaredPrefix, "", `<ComplexType Name="T" m:x="§1"/>`, nil},

	// Names.
	{"a name that is no identifier", BadIdentifier, "", `<ComplexType Name="§my-type"/>`,
		[]string{`<ComplexType Name="_my1Größe"/>`, `<ComplexType Name="` + strings.Repeat("x", 128) + `"/>`}},
	{"a name that is too long", BadIdentifier, "", `<ComplexType Name="§` + strings.Repeat("x", 129) + `"/>`, nil},
	{"a property's name that is no identifier", BadIdentifier, "", `<ComplexType Name="T"><Property Name="§1st" Type="Edm.String"/></ComplexType>`, nil},
	{"a member's name that is no identifier", BadIdentifier, "", `<EnumType Name="T"><Member Name="§a b"/></EnumType>`, nil},
	{"a namespace that is none", BadIdentifier, "", `<e:Edmx><e:DataServices><Schema Namespace="§a..b"/></e:DataServices></e:Edmx>`,
		[]string{`<e:Edmx><e:DataServices><Schema Namespace="a.b"/></e:DataServices></e:Edmx>`}},
	{"a reserved namespace", ReservedName, "", `<e:Edmx><e:DataServices><Schema Namespace="§System"/></e:DataServices></e:Edmx>`, nil},
	{"a namespace declared twice", DuplicateSchema, "", `<e:Edmx><e:DataServices><Schema Namespace="A"/>
<Schema Namespace="§A"/></e:DataServices></e:Edmx>`,
		[]string{`<e:Edmx><e:DataServices><Schema Namespace="A"/><Schema Namespace="A.B"/></e:DataServices></e:Edmx>`}},
	{"a namespace included twice", DuplicateSchema, "", `<e:Edmx><e:Reference Uri="u"><e:Include Namespace="B"/></e:Reference><e:Reference Uri="v"><e:Include Namespace="§B"/></e:Reference>
<e:DataServices><Schema Namespace="A"/></e:DataServices></e:Edmx>`, nil},
	{"an alias of two namespaces", DuplicateAlias, "", `<e:Edmx><e:DataServices><Schema Namespace="A" Alias="x"/><Schema Namespace="B" Alias="§x"/></e:DataServices></e:Edmx>`,
		[]string{`<e:Edmx><e:DataServices><Schema Namespace="A" Alias="x"/><Schema Namespace="B" Alias="y"/></e:DataServices></e:Edmx>`}},
	{"an alias that is a namespace", DuplicateAlias, "", `<e:Edmx><e:DataServices><Schema Namespace="A"/><Schema Namespace="B" Alias="§A"/></e:DataServices></e:Edmx>`, nil},
	{"two containers", ManyContainers, "", `<e:Edmx><e:DataServices><Schema Namespace="A">
<EntityType Name="E"><Key><PropertyRef Name="ID"/></Key><Property Name="ID" Type="Edm.Int32" Nullable="false"/></EntityType>
<EntityContainer Name="K"><EntitySet Name="S" EntityType="A.E"/></EntityContainer><EntityContainer Name="§L"><EntitySet Name="S" EntityType="A.E"/></EntityContainer></Schema></e:DataServices></e:Edmx>`,
		[]string{`<e:Edmx><e:DataServices><Schema Namespace="A">
<EntityType Name="E"><Key><PropertyRef Name="ID"/></Key><Property Name="ID" Type="Edm.Int32" Nullable="false"/></EntityType>
<EntityContainer Name="K"><EntitySet Name="S" EntityType="A.E"/></EntityContainer><EntityContainer Name="L" Extends="A.K"><EntitySet Name="T" EntityType="A.E"/></EntityContainer></Schema></e:DataServices></e:Edmx>`}},
	{"a type declared twice", DuplicateName, "", `<ComplexType Name="T"/><EnumType Name="§T"><Member Name="A"/></EnumType>`,
		[]string{`<ComplexType Name="T"/><ComplexType Name="t"/>`}},
	{"a function with the name of a type", DuplicateName, "", `<ComplexType Name="T"/><Function Name="§T"><ReturnType Type="Edm.String"/></Function>`, nil},
	{"a property declared twice", DuplicateMember, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.String"/><NavigationProperty Name="§P" Type="NS.E"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.String"/><Property Name="p" Type="Edm.String"/></ComplexType>`}},
	{"an enumeration member declared twice", DuplicateMember, "", `<EnumType Name="T"><Member Name="A" Value="1"/><Member Name="§A" Value="2"/></EnumType>`,
		[]string{`<EnumType Name="T"><Member Name="A" Value="1"/><Member Name="B" Value="1"/></EnumType>`}},
	{"a parameter declared twice", DuplicateMember, "", `<Action Name="A"><Parameter Name="P" Type="Edm.String"/><Parameter Name="§P" Type="Edm.Int32"/></Action>`, nil},
	{"a set and a singleton of one name", DuplicateMember, "", `<EntityContainer Name="K"><EntitySet Name="Es" EntityType="NS.E"/><Singleton Name="§Es" Type="NS.E"/></EntityContainer>`,
		[]string{`<EntityContainer Name="K"><EntitySet Name="Es" EntityType="NS.E"/><Singleton Name="One" Type="NS.E"/></EntityContainer>`}},
	{"a property of the base type again, in 4.0", RedefinedMember, "", `<EntityType Name="T" BaseType="NS.E"><Property Name="§N" Type="Edm.Int32"/></EntityType>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"><Property Name="M" Type="Edm.Int32"/></EntityType>`}},
	{"a property of the base type with another type, in 4.01", RedefinedMember, "4.01", `<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="§Other" Type="NS.Unrelated"/></EntityType>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="Other" Type="NS.T"/></EntityType>`}},
	{"a property with the name of its type", MemberNamedAsType, "", `<ComplexType Name="T"><Property Name="§T" Type="Edm.String"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="t" Type="Edm.String"/></ComplexType>`}},
	{"a type with the name of a namespace", NamespaceClash, "", `<e:Edmx><e:DataServices><Schema Namespace="A"><ComplexType Name="§B"/></Schema><Schema Namespace="A.B"/></e:DataServices></e:Edmx>`,
		[]string{`<e:Edmx><e:DataServices><Schema Namespace="A"><ComplexType Name="b"/></Schema><Schema Namespace="A.B"/></e:DataServices></e:Edmx>`}},
	{"an action bound twice to one type", DuplicateOverload, "", `<Action Name="A" IsBound="true"><Parameter Name="P" Type="NS.E"/></Action>
<Action Name="§A" IsBound="true"><Parameter Name="Q" Type="NS.E"/></Action>`,
		[]string{`<Action Name="A" IsBound="true"><Parameter Name="P" Type="NS.E"/></Action><Action Name="A" IsBound="true"><Parameter Name="P" Type="Collection(NS.E)"/></Action><Action Name="A"/>`}},
	{"functions with parameters of one set of names", DuplicateOverload, "", `<Function Name="F"><Parameter Name="A" Type="Edm.String"/><Parameter Name="B" Type="Edm.Int32"/><ReturnType Type="Edm.String"/></Function>
<Function Name="§F"><Parameter Name="B" Type="Edm.Date"/><Parameter Name="A" Type="Edm.Date"/><ReturnType Type="Edm.String"/></Function>`,
		[]string{`<Function Name="F"><Parameter Name="A" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function><Function Name="F"><ReturnType Type="Edm.String"/></Function>`}},
	{"functions with parameters of one list of types", DuplicateOverload, "", `<Function Name="F"><Parameter Name="A" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function>
<Function Name="§F"><Parameter Name="B" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function>`,
		[]string{`<Function Name="F"><Parameter Name="A" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function><Function Name="F"><Parameter Name="B" Type="NS.Short"/><ReturnType Type="Edm.String"/></Function>`}},
	{"a binding of one path twice", DuplicateBinding, "", set + `<NavigationPropertyBinding Path="Other" Target="Es"/><NavigationPropertyBinding Path="§Other" Target="Es"/></EntitySet></EntityContainer>`,
		[]string{set + `<NavigationPropertyBinding Path="Other" Target="Es"/><NavigationPropertyBinding Path="Parts/Other" Target="Es"/></EntitySet></EntityContainer>`}},
	{"a term twice on one element", DuplicateAnnotation, "", `<ComplexType Name="T"><Annotation Term="A.B"/><Annotation Term="§A.B"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Annotation Term="A.B"/><Annotation Term="A.B" Qualifier="q"/></ComplexType>`}},
	{"a term twice, inside and by target", DuplicateAnnotation, "", `<ComplexType Name="T"><Annotation Term="A.B"/></ComplexType><Annotations Target="NS.T"><Annotation Term="§A.B"/></Annotations>`,
		[]string{`<ComplexType Name="T"><Annotation Term="A.B"/></ComplexType><Annotations Target="NS.T" Qualifier="q"><Annotation Term="A.B"/></Annotations>`}},

	// What does not resolve.
	{"the type of a property", UnresolvedType, "", `<ComplexType Name="T"><Property Name="P" Type="§NS.Missing"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Elsewhere.Any"/></ComplexType>`, `<ComplexType Name="T"><Property Name="P" Type="X.Any"/></ComplexType>`,
			`<ComplexType Name="T"><Property Name="P" Type="S.C"/></ComplexType>`}},
	{"the type of a property in no namespace", UnresolvedType, "", `<ComplexType Name="T"><Property Name="P" Type="§C"/></ComplexType>`, nil},
	{"the type of a property in an unknown namespace", UnresolvedType, "", `<ComplexType Name="T"><Property Name="P" Type="Collection(§Other.C)"/></ComplexType>`, nil},
	{"a built-in type of OData V3", UnresolvedType, "", `<ComplexType Name="T"><Property Name="P" Type="§Edm.DateTime"/></ComplexType>`, nil},
	{"a base type", UnresolvedType, "", `<EntityType Name="T" BaseType="§NS.Missing"/>`, []string{`<EntityType Name="T" BaseType="X.Base"/>`}},
	{"the type of a parameter", UnresolvedType, "", `<Action Name="A"><Parameter Name="P" Type="§NS.Missing"/></Action>`, nil},
	{"a return type", UnresolvedType, "", `<Action Name="A"><ReturnType Type="§NS.Missing"/></Action>`, nil},
	{"the type of a set", UnresolvedType, "", `<EntityContainer Name="K"><EntitySet Name="S" EntityType="§NS.Missing"/></EntityContainer>`,
		[]string{`<EntityContainer Name="K"><EntitySet Name="S" EntityType="X.Y"><NavigationPropertyBinding Path="A/B" Target="S"/></EntitySet></EntityContainer>`}},
	{"the type of a singleton", UnresolvedType, "", `<EntityContainer Name="K"><Singleton Name="S" Type="§NS.Missing"/></EntityContainer>`, nil},
	{"the type of a term", UnresolvedType, "", `<Term Name="T" Type="§NS.Missing"/>`, []string{`<Term Name="T" Type="Edm.PropertyPath"/>`}},
	{"an underlying type", UnresolvedType, "", `<TypeDefinition Name="T" UnderlyingType="§Edm.Text"/>`, nil},
	{"a part of a key", UnresolvedKey, "", `<EntityType Name="T"><Key><PropertyRef Name="§Id"/></Key><Property Name="ID" Type="Edm.Int32" Nullable="false"/></EntityType>`,
		[]string{`<EntityType Name="T" BaseType="X.Base"><Key><PropertyRef Name="Id"/></Key></EntityType>`}},
	{"a partner", UnresolvedPartner, "", `<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.E" Partner="§Nobody"/></EntityType>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.E" Partner="Other"/></EntityType>`}},
	{"a partner that is no navigation property", UnresolvedPartner, "", `<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.E" Partner="§N"/></EntityType>`, nil},
	{"the dependent property of a constraint", UnresolvedProperty, "", `<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.E"><ReferentialConstraint Property="§Q" ReferencedProperty="ID"/></NavigationProperty></EntityType>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.E"><ReferentialConstraint Property="N" ReferencedProperty="ID"/></NavigationProperty></EntityType>`}},
	{"the principal property of a constraint", UnresolvedProperty, "", `<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.E"><ReferentialConstraint Property="N" ReferencedProperty="§Q"/></NavigationProperty></EntityType>`, nil},
	{"the path of a binding", UnresolvedBinding, "", set + `<NavigationPropertyBinding Path="§Others" Target="Es"/></EntitySet></EntityContainer>`,
		[]string{set + `<NavigationPropertyBinding Path="Other" Target="Es"/></EntitySet></EntityContainer>`}},
	{"a binding of a structural property", UnresolvedBinding, "", set + `<NavigationPropertyBinding Path="§N" Target="Es"/></EntitySet></EntityContainer>`, nil},
	{"a binding past a property that does not contain", UnresolvedBinding, "", set + `<NavigationPropertyBinding Path="§Other/Other" Target="Es"/></EntitySet></EntityContainer>`,
		[]string{set + `<NavigationPropertyBinding Path="Parts/Parts/Other" Target="Es"/></EntitySet></EntityContainer>`}},
	{"a binding by a cast that cannot be", UnresolvedBinding, "", set + `<NavigationPropertyBinding Path="§NS.Unrelated/Other" Target="Es"/></EntitySet></EntityContainer>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="Mine" Type="NS.E"/></EntityType>` + set + `<NavigationPropertyBinding Path="NS.T/Mine" Target="Es"/></EntitySet></EntityContainer>`}},
	{"the target of a binding", UnresolvedSet, "", set + `<NavigationPropertyBinding Path="Other" Target="§Nowhere"/></EntitySet></EntityContainer>`,
		[]string{set + `<NavigationPropertyBinding Path="Other" Target="NS.K/Es"/></EntitySet></EntityContainer>`,
			set + `<NavigationPropertyBinding Path="Other" Target="X.K/Es"/></EntitySet></EntityContainer>`,
			set + `<NavigationPropertyBinding Path="Other" Target="One/Parts"/></EntitySet><Singleton Name="One" Type="NS.E"/></EntityContainer>`}},
	{"the set of an import", UnresolvedSet, "", `<Function Name="F"><ReturnType Type="NS.E"/></Function><EntityContainer Name="K"><FunctionImport Name="F" Function="NS.F" EntitySet="§Es"/></EntityContainer>`,
		[]string{`<Function Name="F"><ReturnType Type="NS.E"/></Function>` + set + `</EntitySet><FunctionImport Name="F" Function="NS.F" EntitySet="Es"/></EntityContainer>`}},
	{"the operation of an import", UnresolvedOperation, "", `<EntityContainer Name="K"><ActionImport Name="A" Action="§NS.Missing"/></EntityContainer>`,
		[]string{`<EntityContainer Name="K"><ActionImport Name="A" Action="X.A"/></EntityContainer>`}},
	{"an import of a bound operation", UnresolvedOperation, "", `<Action Name="A" IsBound="true"><Parameter Name="P" Type="NS.E"/></Action><EntityContainer Name="K"><ActionImport Name="A" Action="§NS.A"/></EntityContainer>`,
		[]string{`<Action Name="A"/><EntityContainer Name="K"><ActionImport Name="A" Action="NS.A"/></EntityContainer>`}},
	{"an entity set path that begins elsewhere", UnresolvedSetPath, "", `<Function Name="F" IsBound="true" EntitySetPath="§p/Other"><Parameter Name="P" Type="NS.E"/><ReturnType Type="NS.E"/></Function>`,
		[]string{`<Function Name="F" IsBound="true" EntitySetPath="P/Parts/Other"><Parameter Name="P" Type="NS.E"/><ReturnType Type="NS.E"/></Function>`}},
	{"an entity set path that leads nowhere", UnresolvedSetPath, "", `<Function Name="F" IsBound="true" EntitySetPath="§P/Others"><Parameter Name="P" Type="NS.E"/><ReturnType Type="NS.E"/></Function>`, nil},
	{"an entity set path of an unbound function", UnresolvedSetPath, "", `<Function Name="F" EntitySetPath="§P"><Parameter Name="P" Type="NS.E"/><ReturnType Type="NS.E"/></Function>`, nil},
	{"an extended container", UnresolvedContainer, "", `<EntityContainer Name="K" Extends="§NS.L"/>`, []string{`<EntityContainer Name="K" Extends="X.L"/>`}},
	{"a base term", UnresolvedTerm, "", `<Term Name="T" Type="Edm.String" BaseTerm="§NS.U"/>`, []string{`<Term Name="T" Type="Edm.String" BaseTerm="X.U"/>`}},
	{"a target that is no type", UnresolvedTarget, "", `<Annotations Target="§NS.Missing"><Annotation Term="A.B"/></Annotations>`,
		[]string{`<Annotations Target="NS.E"><Annotation Term="A.B"/></Annotations>`, `<Annotations Target="X.Missing/P"><Annotation Term="A.B"/></Annotations>`}},
	{"a target that is no property", UnresolvedTarget, "", `<Annotations Target="§NS.E/Missing"><Annotation Term="A.B"/></Annotations>`,
		[]string{`<Annotations Target="S.E/Home/Street"><Annotation Term="A.B"/></Annotations>`, `<Annotations Target="NS.E/Other/Other/N"><Annotation Term="A.B"/></Annotations>`}},
	{"a target that is no enumeration member", UnresolvedTarget, "", `<Annotations Target="§NS.Colour/Blue"><Annotation Term="A.B"/></Annotations>`,
		[]string{`<Annotations Target="NS.Colour/Red"><Annotation Term="A.B"/></Annotations>`}},
	{"a target that is no overload", UnresolvedTarget, "", `<Function Name="F"><Parameter Name="P" Type="Edm.String"/><ReturnType Type="Edm.String"/></Function><Annotations Target="§NS.F(Edm.Int32)"><Annotation Term="A.B"/></Annotations>`,
		[]string{`<Function Name="F"><Parameter Name="P" Type="Edm.String"/><Parameter Name="Q" Type="NS.E"/><ReturnType Type="Edm.String"/></Function><Annotations Target="NS.F(Edm.String, S.E)/P"><Annotation Term="A.B"/></Annotations>`}},
	{"a target that is no parameter", UnresolvedTarget, "", `<Action Name="A"/><Annotations Target="§NS.A/P"><Annotation Term="A.B"/></Annotations>`, nil},
	{"a target that is no return type", UnresolvedTarget, "", `<Action Name="A"/><Annotations Target="§NS.A/$ReturnType"><Annotation Term="A.B"/></Annotations>`, nil},
	{"a target that is no set", UnresolvedTarget, "", set + `</EntitySet></EntityContainer><Annotations Target="§NS.K/Missing"><Annotation Term="A.B"/></Annotations>`,
		[]string{set + `</EntitySet></EntityContainer><Annotations Target="NS.K/Es/Other/N"><Annotation Term="A.B"/></Annotations>`}},
	{"a target that is no annotation", UnresolvedTarget, "", `<Annotations Target="§NS.E/@A.B"><Annotation Term="A.C"/></Annotations>`,
		[]string{`<Annotations Target="NS.E"><Annotation Term="A.B"/></Annotations><Annotations Target="NS.E/@A.B"><Annotation Term="A.C"/></Annotations>`}},

	// What CSDL forbids.
	{"a cycle of base types", Cycle, "4.01", `<ComplexType Name="T" BaseType="§NS.U"/><ComplexType Name="U" BaseType="NS.T"/>`,
		[]string{`<ComplexType Name="T" BaseType="NS.U"/><ComplexType Name="U"/>`}},
	{"an entity type as a complex type's base", WrongType, "", `<ComplexType Name="T" BaseType="§NS.E"/>`, []string{`<ComplexType Name="T" BaseType="NS.C"/>`}},
	{"an abstract type as the base", WrongType, "", `<EntityType Name="T" BaseType="§Edm.EntityType"><Key><PropertyRef Name="ID"/></Key><Property Name="ID" Type="Edm.Int32" Nullable="false"/></EntityType>`, nil},
	{"a structural property of an entity type", WrongType, "", `<ComplexType Name="T"><Property Name="P" Type="§NS.E"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><NavigationProperty Name="P" Type="NS.E"/></ComplexType>`}},
	{"a navigation property of a complex type", WrongType, "", `<ComplexType Name="T"><NavigationProperty Name="P" Type="§NS.C"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><NavigationProperty Name="P" Type="Edm.EntityType"/></ComplexType>`}},
	{"a set of a complex type", WrongType, "", `<EntityContainer Name="K"><EntitySet Name="S" EntityType="§NS.C"/></EntityContainer>`, nil},
	{"a set of any entities", WrongType, "", `<EntityContainer Name="K"><EntitySet Name="S" EntityType="§Edm.EntityType"/></EntityContainer>`, nil},
	{"an enumeration of strings", WrongType, "", `<EnumType Name="T" UnderlyingType="§Edm.String"><Member Name="A"/></EnumType>`,
		[]string{`<EnumType Name="T" UnderlyingType="Edm.Byte"><Member Name="A"/></EnumType>`}},
	{"a definition of a definition", WrongType, "", `<TypeDefinition Name="T" UnderlyingType="§NS.Short"/>`, nil},
	{"a definition of any primitive type, in 4.0", WrongType, "", `<TypeDefinition Name="T" UnderlyingType="§Edm.PrimitiveType"/>`, nil},
	{"a collection of streams", WrongType, "", `<ComplexType Name="T"><Property Name="P" Type="Collection(§Edm.Stream)"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.Stream"/></ComplexType>`}},
	{"a stream as a parameter", WrongType, "", `<Action Name="A"><Parameter Name="P" Type="§Edm.Stream"/></Action>`,
		[]string{`<Action Name="A" IsBound="true"><Parameter Name="P" Type="Edm.Stream"/><ReturnType Type="Edm.Stream"/></Action>`}},
	{"an abstract entity type of one that is not", AbstractBase, "", `<EntityType Name="T" Abstract="true" BaseType="§NS.E"/>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"/>`, `<ComplexType Name="T" Abstract="true" BaseType="NS.C"/>`}},
	{"a type that closes what its base type opens", ClosedDerived, "", `<ComplexType Name="T" OpenType="true"/><ComplexType Name="U" BaseType="NS.T" OpenType="§false"/>`,
		[]string{`<ComplexType Name="T" OpenType="true"/><ComplexType Name="U" BaseType="NS.T"/>`}},
	{"no key, in 4.0", MissingKey, "", `<EntityType Name="§T"/>`,
		[]string{`<EntityType Name="T" Abstract="true"/>`, `<EntityType Name="T" BaseType="NS.E"/>`, `<EntityType Name="T" BaseType="X.Base"/>`}},
	{"no key in a set, in 4.01", MissingKey, "4.01", `<EntityType Name="T"/><EntityContainer Name="K"><EntitySet Name="S" EntityType="§NS.T"/></EntityContainer>`,
		[]string{`<EntityType Name="T"/><EntityContainer Name="K"><Singleton Name="S" Type="NS.T"/></EntityContainer>`}},
	{"no key in a containment collection, in 4.01", MissingKey, "4.01", `<EntityType Name="T"/><ComplexType Name="U"><NavigationProperty Name="P" Type="Collection(§NS.T)" ContainsTarget="true"/></ComplexType>`,
		[]string{`<EntityType Name="T"/><ComplexType Name="U"><NavigationProperty Name="P" Type="NS.T" ContainsTarget="true"/></ComplexType>`}},
	{"a key, though one is inherited", SecondKey, "", `<EntityType Name="T" BaseType="NS.E"><Key>§<PropertyRef Name="K"/></Key><Property Name="K" Type="Edm.Int32" Nullable="false"/></EntityType>`, nil},
	{"a key property of a floating type", KeyType, "", `<EntityType Name="T"><Key><PropertyRef Name="§K"/></Key><Property Name="K" Type="Edm.Double" Nullable="false"/></EntityType>`,
		[]string{`<EntityType Name="T"><Key><PropertyRef Name="K"/></Key><Property Name="K" Type="NS.Short" Nullable="false"/></EntityType>`,
			`<EntityType Name="T"><Key><PropertyRef Name="K"/></Key><Property Name="K" Type="NS.Colour" Nullable="false"/></EntityType>`}},
	{"a key property that is a collection", KeyType, "", `<EntityType Name="T"><Key><PropertyRef Name="§K"/></Key><Property Name="K" Type="Collection(Edm.Int32)" Nullable="false"/></EntityType>`, nil},
	{"a nullable key property", NullableKey, "", `<EntityType Name="T"><Key><PropertyRef Name="K"/></Key><Property Name="K" Type="Edm.Int32" Nullable="§true"/></EntityType>`, nil},
	{"a key property that does not say Nullable", NullableKey, "", `<EntityType Name="T"><Key><PropertyRef Name="K"/></Key>§<Property Name="K" Type="Edm.Int32"/></EntityType>`,
		[]string{`<EntityType Name="T"><Key><PropertyRef Name="K"/></Key><Property Name="K" Type="Edm.Int32" Nullable="false"/></EntityType>`}},
	{"a key path without alias", KeyAlias, "", `<EntityType Name="T"><Key><PropertyRef Name="§H/Code"/></Key><Property Name="H" Type="NS.U" Nullable="false"/></EntityType><ComplexType Name="U"><Property Name="Code" Type="Edm.String" Nullable="false"/></ComplexType>`,
		[]string{`<EntityType Name="T"><Key><PropertyRef Name="H/Code" Alias="C"/></Key><Property Name="H" Type="NS.U" Nullable="false"/></EntityType><ComplexType Name="U"><Property Name="Code" Type="Edm.String" Nullable="false"/></ComplexType>`}},
	{"a key alias of a property of its own", KeyAlias, "", `<EntityType Name="T"><Key><PropertyRef Name="K" Alias="§L"/></Key><Property Name="K" Type="Edm.Int32" Nullable="false"/></EntityType>`, nil},
	{"Nullable on a collection of entities", NullableSet, "", `<ComplexType Name="T"><NavigationProperty Name="P" Type="Collection(NS.E)" Nullable="§false"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><NavigationProperty Name="P" Type="NS.E" Nullable="false"/><Property Name="Q" Type="Collection(Edm.String)" Nullable="false"/></ComplexType>`}},
	{"a partner that leads elsewhere", PartnerMismatch, "", `<EntityType Name="T" BaseType="NS.Unrelated"><NavigationProperty Name="P" Type="NS.E" Partner="§Other"/></EntityType>`, nil},
	{"a partner with another partner", PartnerMismatch, "", `<EntityType Name="A" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.B" Partner="§Q"/><NavigationProperty Name="R" Type="NS.B"/></EntityType>
<EntityType Name="B" BaseType="NS.E"><NavigationProperty Name="Q" Type="NS.A" Partner="R"/></EntityType>`,
		[]string{`<EntityType Name="A" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.B" Partner="Q"/></EntityType><EntityType Name="B" BaseType="NS.E"><NavigationProperty Name="Q" Type="NS.A" Partner="P"/></EntityType>`}},
	{"a constraint of two types", ConstraintMismatch, "", `<EntityType Name="T" BaseType="NS.E"><NavigationProperty Name="P" Type="NS.Unrelated"><ReferentialConstraint Property="§N" ReferencedProperty="ID"/></NavigationProperty></EntityType>`, nil},
	{"a set of unrelated entities", BindingMismatch, "", set + `<NavigationPropertyBinding Path="Other" Target="§Us"/></EntitySet><EntitySet Name="Us" EntityType="NS.Unrelated"/></EntityContainer>`,
		[]string{`<EntityType Name="T" BaseType="NS.E"/>` + set + `<NavigationPropertyBinding Path="Other" Target="Ts"/></EntitySet><EntitySet Name="Ts" EntityType="NS.T"/></EntityContainer>`}},
	{"a bound action without parameters", MissingBinding, "", `<Action Name="A" IsBound="§true"/>`, []string{`<Action Name="A"/>`}},
	{"a function without return type", MissingReturnType, "", `§<Function Name="F"/>`, []string{`<Action Name="F"/>`}},
	{"overloads with two results", ReturnTypeMismatch, "", `<Function Name="F"><ReturnType Type="Edm.String"/></Function><Function Name="F"><Parameter Name="P" Type="Edm.String"/><ReturnType Type="§Edm.Int32"/></Function>`,
		[]string{`<Function Name="F"><ReturnType Type="Edm.String"/></Function><Function Name="F" IsBound="true"><Parameter Name="P" Type="NS.E"/><ReturnType Type="Edm.Int32"/></Function>`}},
	{"an enumeration without members", NoMembers, "", `<EnumType Name="§T"/>`, nil},
	{"a container without children", NoMembers, "", `<EntityContainer Name="§K"/>`, nil},
	{"some members with values", MixedValues, "", `<EnumType Name="§T"><Member Name="A"/><Member Name="B" Value="2"/></EnumType>`,
		[]string{`<EnumType Name="T"><Member Name="A"/><Member Name="B"/></EnumType>`}},
	{"a value out of range", ValueOutOfRange, "", `<EnumType Name="T" UnderlyingType="Edm.Byte"><Member Name="A" Value="§256"/></EnumType>`,
		[]string{`<EnumType Name="T" UnderlyingType="Edm.Byte"><Member Name="A" Value="255"/></EnumType>`}},
	{"a negative flag", ValueOutOfRange, "", `<EnumType Name="T" IsFlags="true"><Member Name="A" Value="§-1"/></EnumType>`,
		[]string{`<EnumType Name="T"><Member Name="A" Value="-1"/></EnumType>`}},
	{"a facet that the definition has stated", FacetRespecified, "", `<ComplexType Name="T"><Property Name="P" Type="NS.Short" MaxLength="§4"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="NS.Short" Unicode="false"/></ComplexType>`}},
	{"a scale above the precision", ScaleAbovePrecision, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.Decimal" Precision="3" Scale="§4"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.Decimal" Precision="3" Scale="3"/></ComplexType>`}},
	{"a floating scale in 4.0", LaterVersion, "", `<ComplexType Name="T"><Property Name="P" Type="Edm.Decimal" Scale="§floating"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Edm.Decimal" Scale="variable"/></ComplexType>`}},
	{"MaxLength max in 4.01", LaterVersion, "4.01", `<ComplexType Name="T"><Property Name="P" Type="Edm.String" MaxLength="§max"/></ComplexType>`, nil},
	{"a collection of anything in 4.0", LaterVersion, "", `<ComplexType Name="T"><Property Name="P" Type="Collection(§Edm.Untyped)"/></ComplexType>`, nil},
	{"a container that extends itself", ContainerCycle, "", `<EntityContainer Name="K" Extends="§NS.K"/>`, nil},

	// What is unwise.
	{"a collection of flags", FlagsCollection, "", `<ComplexType Name="T"><Property Name="P" Type="Collection(§NS.Flags)"/></ComplexType>`,
		[]string{`<ComplexType Name="T"><Property Name="P" Type="Collection(NS.Colour)"/><Property Name="Q" Type="NS.Flags"/></ComplexType>`}},
	{"a containment navigation property bound to a set", ContainedBinding, "", set + `<NavigationPropertyBinding Path="§Parts" Target="Es"/></EntitySet></EntityContainer>`, nil},
	{"a set and a singleton that differ in case", CaseClash, "", `<EntityContainer Name="K"><EntitySet Name="Es" EntityType="NS.E"/><Singleton Name="§es" Type="NS.E"/></EntityContainer>`, nil},
}

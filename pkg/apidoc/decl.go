package apidoc

import (
	"github.com/concord-odata/concord/pkg/edm"
	"github.com/concord-odata/concord/pkg/location"
)

// TypeDecl is a structured type as one page declares it.
type TypeDecl struct {
	Page               *Page
	Name               string // qualified: microsoft.graph.user
	Block              *Block // the resource block, or nil where the page has tables alone
	Properties         []*PropertyDoc
	Relationships      []*PropertyDoc
	BaseType           string // qualified, as resolved; empty: none is stated
	BasePosition       location.Position
	KeyProperty        []string
	OpenType           edm.Tristate
	Abstract           edm.Tristate
	Description        string
	Representation     *location.Value // the JSON representation: name → placeholder; nil: none, or no JSON
	RepresentationText *location.Text  // what its offsets count in
	Slips              []location.Slip // of the representation
	Position           location.Position

	// Declared is what the model holds under this name: of a type that
	// several pages declare, the first page's with what the others add.
	Declared edm.StructuredType

	byName map[string]*PropertyDoc
	block  int      // of Block, among the page's
	base   TypeExpr // of the sentence that names a base type
	again  bool     // an earlier block of the page declares it too
}

// Property is the structural or navigation property's documentation of that
// exact name, or nil.
func (d *TypeDecl) Property(name string) *PropertyDoc { return d.byName[name] }

// put adds a property's documentation; of a name that is there already the
// first stays the one that Property finds.
func (d *TypeDecl) put(doc *PropertyDoc) {
	if d.byName == nil {
		d.byName = map[string]*PropertyDoc{}
	}
	if d.byName[doc.Name] == nil {
		d.byName[doc.Name] = doc
	}
	if doc.Navigation {
		d.Relationships = append(d.Relationships, doc)
	} else {
		d.Properties = append(d.Properties, doc)
	}
}

// PropertyDoc is a row of a property or relationship table.
type PropertyDoc struct {
	Name                string
	NamePosition        location.Position
	Type                TypeExpr
	Description         string
	DescriptionPosition location.Position
	Navigation          bool // a row of a relationship table
	Annotation          bool // the name is an instance annotation's, with '@'

	Nullable           edm.Tristate // only where words say so
	Required           edm.Tristate
	ReadOnly           edm.Tristate
	WriteOnly          edm.Tristate
	Deprecated         edm.Tristate
	MaxLength          *int
	PossibleValues     []string // "possible values are: …", in order
	ValuesPosition     location.Position
	MultiValued        bool   // the words call the values flags
	Inherited          string // qualified name of the type it is said to be inherited from
	FromRepresentation bool   // the JSON representation alone has it

	Property           *edm.Property // what the model holds; nil for navigation and annotations
	NavigationProperty *edm.NavigationProperty

	inheritedTarget string
}

// EnumDecl is an enumeration as a page declares it.
type EnumDecl struct {
	Page        *Page
	Name        string // qualified
	Members     []*edm.EnumMember
	Description string
	InWords     bool // from "possible values are …" of a property; Members' places are there
	Flags       edm.Tristate
	Table       *Table
	Position    location.Position
	Declared    *edm.EnumType

	sure  bool // the page itself uses it or is about it
	names map[string]bool
}

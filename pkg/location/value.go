package location

import "strings"

// Kind is the kind of a JSON value.
type Kind uint8

// The kinds of JSON values.
const (
	Null Kind = iota
	False
	True
	Number
	String
	Array
	Object
)

func (k Kind) String() string {
	return [...]string{"null", "boolean", "boolean", "number", "string", "array", "object"}[k]
}

// Value is a JSON value and where it stands: the bytes from Start to End of
// the text it was read from.
type Value struct {
	Kind       Kind
	Start, End int
	Text       string   // of a String: decoded; of a Number: as written
	Members    []Member // of an Object, in order, duplicates kept
	Items      []*Value // of an Array
}

// Member is a name and a value of an object. NameStart and NameEnd enclose
// the name, its quotes included.
type Member struct {
	Name               string
	NameStart, NameEnd int
	Value              *Value
}

// Member is the value of the first member of that name, or nil.
func (v *Value) Member(name string) *Value {
	if v == nil {
		return nil
	}
	for i := range v.Members {
		if v.Members[i].Name == name {
			return v.Members[i].Value
		}
	}
	return nil
}

// IsNull reports whether the value is there and null.
func (v *Value) IsNull() bool { return v != nil && v.Kind == Null }

// Position is the place of the value's first byte.
func (v *Value) Position(t *Text) Position { return t.Position(v.Start) }

// Interface is the value as encoding/json decodes it with UseNumber, so for
// santhosh-tekuri/jsonschema: of duplicate names the last counts.
func (v *Value) Interface() any {
	switch v.Kind {
	case False:
		return false
	case True:
		return true
	case Number:
		return jsonNumber(v.Text)
	case String:
		return v.Text
	case Array:
		items := make([]any, len(v.Items))
		for i, it := range v.Items {
			items[i] = it.Interface()
		}
		return items
	case Object:
		members := make(map[string]any, len(v.Members))
		for i := range v.Members {
			members[v.Members[i].Name] = v.Members[i].Value.Interface()
		}
		return members
	}
	return nil
}

// Pointer is an RFC 6901 JSON pointer. The empty pointer is the whole body.
type Pointer string

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// Child is the pointer to a member of the value.
func (p Pointer) Child(name string) Pointer {
	if strings.ContainsAny(name, "~/") {
		name = pointerEscape.Replace(name)
	}
	return p + "/" + Pointer(name)
}

// Index is the pointer to an item of the value.
func (p Pointer) Index(i int) Pointer { return p + "/" + Pointer(itoa(i)) }

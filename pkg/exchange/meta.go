package exchange

import (
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/concord-odata/concord/pkg/location"
)

// Meta is what a fixture says about itself in its part meta.yaml.
type Meta struct {
	Operation  string    // "GET /reports/getCredentialUserRegistrationCount"
	RecordedAt time.Time // zero: not said
	Service    string
	Tags       []string // "example": placeholders stand for values; "redacted"
	Expect     []string // ids of the rules that this fixture is meant to raise
	// Position is the part's first line; the others are unknown where the
	// member is not there.
	Position, OperationPosition, RecordedAtPosition location.Position
	ExpectPositions                                 []location.Position // one for each of Expect
}

// HasTag reports whether the fixture has that tag.
func (m *Meta) HasTag(tag string) bool {
	if m == nil {
		return false
	}
	for _, t := range m.Tags {
		if t == tag {
			return true
		}
	}
	return false
}

var ruleID = regexp.MustCompile(`^[A-Z]{3}-[0-9]{3}$`)

// read reads the YAML that stands from start to end.
func (m *Meta) read(t *location.Text, start, end int) error {
	m.Position = t.Position(start)
	if len(strings.TrimSpace(string(t.Data[start:end]))) == 0 {
		return nil
	}
	d, err := readYAML(t.Part(start, end))
	if err != nil {
		return err
	}
	if d.root.Kind != location.Object {
		return d.fail(d.root, "the part is no mapping of names and values")
	}
	for i := range d.root.Members {
		if err := m.member(d, &d.root.Members[i]); err != nil {
			return err
		}
	}
	return nil
}

func (m *Meta) member(d *document, member *location.Member) (err error) {
	v := member.Value
	switch member.Name {
	case "operation":
		m.Operation, err = d.scalar(v)
		m.OperationPosition = v.Position(d.text)
	case "service":
		m.Service, err = d.scalar(v)
	case "recorded-at":
		var s string
		if s, err = d.scalar(v); err != nil {
			return err
		}
		m.RecordedAtPosition = v.Position(d.text)
		if m.RecordedAt, err = time.Parse(time.RFC3339, s); err != nil {
			if m.RecordedAt, err = time.Parse(time.DateOnly, s); err != nil {
				return d.fail(v, "recorded-at is %q; it is a time such as 2026-08-03T09:15:42Z or a date such as 2026-08-03", s)
			}
		}
	case "tags":
		m.Tags, _, err = d.scalars(v)
	case "expect":
		if m.Expect, m.ExpectPositions, err = d.scalars(v); err != nil {
			return err
		}
		for i, id := range m.Expect {
			if !ruleID.MatchString(id) {
				return &ReadError{File: d.text.Name, Line: m.ExpectPositions[i].Line, Message: "expect lists " + quoteLine(id) + ", which is no rule id such as ENT-003"}
			}
		}
	default:
		return d.failAt(member.NameStart, "%s is none of operation, recorded-at, service, tags, expect", quoteLine(member.Name))
	}
	return err
}

// format writes the part; it is empty where there is nothing to say.
func (m *Meta) format() []byte {
	var form struct {
		Operation  string   `yaml:"operation,omitempty"`
		RecordedAt string   `yaml:"recorded-at,omitempty"`
		Service    string   `yaml:"service,omitempty"`
		Tags       []string `yaml:"tags,flow,omitempty"`
		Expect     []string `yaml:"expect,flow,omitempty"`
	}
	form.Operation, form.Service, form.Tags, form.Expect = m.Operation, m.Service, m.Tags, m.Expect
	if !m.RecordedAt.IsZero() {
		form.RecordedAt = m.RecordedAt.Format(time.RFC3339Nano)
	}
	data, err := yaml.Marshal(form)
	if err != nil || string(data) == "{}\n" {
		return nil
	}
	return data
}

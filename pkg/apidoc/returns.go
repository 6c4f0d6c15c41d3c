package apidoc

import (
	"strings"

	"github.com/concord-odata/concord/pkg/edm"
)

// operations gathers what the examples and sentences of a page say that its
// operations return.
func (r *resolver) operations(p *Page) {
	for _, s := range p.Statuses {
		for i := range s.Types {
			r.name(p, &s.Types[i], p.Namespace)
		}
	}
	sentences := promised(p.responseStatuses())
	for _, op := range p.Operations {
		if r.name(p, &op.RequestBodyExpr, p.Namespace) {
			op.RequestBody = op.RequestBodyExpr.Ref
		}
		for _, e := range op.Examples {
			op.shown(e)
		}
		if op.Returns == nil {
			op.Returns = sentences[:len(sentences):len(sentences)]
		} else {
			op.Returns = append(op.Returns, sentences...)
		}
	}
}

// maxPromises bounds the sentences of a page that say what is returned.
const maxPromises = 64

// promised are the types that sentences of success name.
func promised(statuses []*StatusSentence) []Return {
	var out []Return
	for _, s := range statuses {
		if s.Status < 200 || s.Status > 299 || s.NoBody.IsTrue() || len(out) == maxPromises {
			continue
		}
		for _, e := range s.Types {
			if e.Known {
				out = append(out, Return{Type: e.Ref, Source: FromSentence, Known: true, Status: s.Status, Expr: e, Position: e.Position})
				break
			}
		}
	}
	return out
}

// shown records what an example shows that its operation returns.
func (op *Operation) shown(e *Example) {
	if e.Request != nil && e.Request.TypeKnown && op.RequestBody.IsZero() && op.RequestBodyExpr.Name == "" {
		op.RequestBody = e.Request.Type
	}
	m := e.ResponseMessage
	if m == nil || m.Status >= 300 {
		return
	}
	if b := e.Response; b.Type.Name != "" {
		op.Returns = append(op.Returns, Return{Type: b.Type, Source: FromResponse, Known: b.TypeKnown, Status: m.Status, Block: b, Position: b.ValuePosition("@odata.type")})
	}
}

// methodTables adds what the methods tables of resource pages say of the
// operations that they link to.
func (r *resolver) methodTables() {
	for _, p := range r.pages {
		for _, t := range p.Tables {
			if t.Role != MethodTable {
				continue
			}
			column := -1
			for i, c := range t.Header {
				if returnHeaders[strings.ToLower(strings.Trim(c.String(), " *"))] {
					column = i
				}
			}
			if column < 0 {
				continue
			}
			for i := range t.Rows {
				r.methodRow(p, t.Rows[i].cell(0), t.Rows[i].cell(column))
			}
		}
	}
}

func (r *resolver) methodRow(p *Page, method, returns Cell) {
	if method.text == nil || returns.text == nil {
		return
	}
	for _, run := range method.Inlines() {
		if run.Kind != LinkRun {
			continue
		}
		target := r.linked(p, run.Target)
		if target == nil || len(target.Operations) == 0 {
			continue
		}
		expr := readType(returns.text, returns.Start, returns.Inlines())
		if !r.name(p, &expr, p.Namespace) || len(expr.Others) > 0 {
			continue
		}
		for _, op := range target.Operations {
			op.Returns = append(op.Returns, Return{Type: expr.Ref, Source: FromMethods, Known: true, Expr: expr, Position: expr.Position})
		}
	}
}

// settle chooses the statement of the return type that wins: that of the
// annotations where they agree, else the sentence's, else the methods
// table's. A type that no page declares wins only where there is no other.
func (op *Operation) settle() {
	for _, known := range []bool{true, false} {
		for _, source := range []ReturnSource{FromResponse, FromSentence, FromMethods} {
			if op.Response = op.agreed(source, known); !op.Response.IsZero() {
				break
			}
		}
		if !op.Response.IsZero() {
			break
		}
	}
	op.ReturnsNothing = len(op.Statuses) > 0 && op.Response.IsZero()
	for _, s := range op.Statuses {
		if s.Status >= 200 && s.Status < 300 && !s.NoBody.IsTrue() {
			op.ReturnsNothing = false
			break
		}
	}
}

// agreed is the type that the statements of one source agree on.
func (op *Operation) agreed(source ReturnSource, known bool) edm.TypeRef {
	var first edm.TypeRef
	for _, ret := range op.Returns {
		switch {
		case ret.Source != source || ret.Known != known:
		case first.IsZero():
			first = ret.Type
		case first != ret.Type:
			return edm.TypeRef{}
		}
	}
	return first
}

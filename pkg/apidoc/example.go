package apidoc

import "github.com/concord-odata/concord/pkg/location"

// Example is a documented exchange. Of an unpaired one, Request or Response
// is nil; an example of a type alone is a Response whose kind is example.
type Example struct {
	Page            *Page
	Name            string
	Request         *Block
	Response        *Block
	RequestMessage  *Message
	ResponseMessage *Message
	Operation       *Operation // nil: the request matches no operation of its page
}

// Position is the place of the example's first block.
func (e *Example) Position() location.Position {
	if e.Request != nil {
		return e.Request.Position
	}
	return e.Response.Position
}

// examples pairs the annotated requests and responses: by a name that both
// have, else by order.
func (p *Page) examples() {
	p.requestOf = map[*Block][]*Block{}
	named := p.pairByName()
	var requests, responses []*Block
	for _, b := range p.Blocks {
		if named[b] {
			continue
		}
		switch b.Kind {
		case KindRequest:
			if len(responses) > 0 {
				p.pairRun(requests, responses)
				requests, responses = nil, nil
			}
			requests = append(requests, b)
		case KindResponse:
			responses = append(responses, b)
		}
	}
	p.pairRun(requests, responses)
	p.collectExamples()
}

// pairByName pairs a request and a response of one name, where no other
// request and no other response of the page has it.
func (p *Page) pairByName() map[*Block]bool {
	requests, responses := map[string][]*Block{}, map[string][]*Block{}
	for _, b := range p.Blocks {
		for _, name := range b.Names {
			switch b.Kind {
			case KindRequest:
				requests[name] = append(requests[name], b)
			case KindResponse:
				responses[name] = append(responses[name], b)
			}
		}
	}
	done := map[*Block]bool{}
	for _, b := range p.Blocks {
		if b.Kind != KindResponse {
			continue
		}
		for _, name := range b.Names {
			if len(responses[name]) == 1 && len(requests[name]) == 1 {
				p.requestOf[b] = append(p.requestOf[b], requests[name][0])
				done[b], done[requests[name][0]] = true, true
			}
		}
	}
	return done
}

// pairRun pairs requests that follow one another with the responses that
// follow them. Where requests are left over, the first ones lack their
// responses; where responses are, the last request has several, but those
// that follow a request which is marked ignored, or not annotated, have that.
func (p *Page) pairRun(requests, responses []*Block) {
	if extra := len(requests) - len(responses); extra > 0 && len(responses) > 0 {
		requests = requests[extra:]
	}
	for i, r := range responses {
		switch {
		case len(requests) == 0:
			return
		case i < len(requests):
			p.requestOf[r] = []*Block{requests[i]}
		default:
			if implied := p.implied(r, -1); implied != nil {
				p.requestOf[r] = []*Block{implied}
			} else {
				p.requestOf[r] = []*Block{requests[len(requests)-1]}
			}
		}
	}
}

// collectExamples makes the examples in the order of the page, and says what
// has no counterpart.
func (p *Page) collectExamples() {
	messages := map[*Block]*Message{}
	message := func(b *Block) *Message {
		if b == nil || b.Fence == nil {
			return nil
		}
		if messages[b] == nil {
			messages[b] = ReadMessage(b.Fence.Text)
			p.Problems = append(p.Problems, messages[b].Oddities...)
		}
		return messages[b]
	}
	answered := map[*Block]bool{}
	for _, requests := range p.requestOf {
		for _, request := range requests {
			answered[request] = true
		}
	}
	for _, b := range p.Blocks {
		switch {
		case b.Kind == KindRequest && !answered[b]:
			response := p.implied(b, +1)
			p.Examples = append(p.Examples, &Example{Page: p, Name: b.Name, Request: b, Response: response, RequestMessage: message(b), ResponseMessage: message(response)})
			if response == nil {
				p.Problems = append(p.Problems, Problem{Code: RequestWithoutResponse, Message: "no response follows the request", Position: b.Position, Name: b.Name})
			}
		case b.Kind == KindResponse:
			requests := p.requestOf[b]
			if requests == nil {
				if request := p.implied(b, -1); request != nil {
					requests = []*Block{request}
				}
			}
			if requests == nil {
				p.Examples = append(p.Examples, &Example{Page: p, Name: b.Name, Response: b, ResponseMessage: message(b)})
				p.Problems = append(p.Problems, Problem{Code: ResponseWithoutRequest, Message: "no request stands before the response", Position: b.Position, Name: b.Name})
			}
			for _, request := range requests {
				e := &Example{Page: p, Name: request.Name, Request: request, Response: b, RequestMessage: message(request), ResponseMessage: message(b)}
				if e.Name == "" {
					e.Name = b.Name
				}
				p.Examples = append(p.Examples, e)
			}
		case b.Kind == KindExample && b.Fence != nil:
			p.Examples = append(p.Examples, &Example{Page: p, Name: b.Name, Response: b, ResponseMessage: message(b)})
		}
	}
	for _, e := range p.Examples {
		e.attach()
	}
}

// implied is the counterpart of a request or response in a fence that is
// marked ignored or not annotated: the nearest one before a response, or
// after a request, up to the next annotated request or response.
func (p *Page) implied(b *Block, step int) *Block {
	if b.Fence == nil {
		return nil
	}
	for i := b.Fence.index + step; i >= 0 && i < len(p.Fences); i += step {
		f := p.Fences[i]
		if f.Block != nil && f.Block.Kind != KindIgnored {
			return nil
		}
		m := ReadMessage(f.Text)
		if step < 0 && (m.Method == "" || len(templateLines(f, true)) > 1 || f.template) || step > 0 && m.Status == 0 {
			continue
		}
		if f.Block != nil {
			return f.Block
		}
		p.Problems = append(p.Problems, Problem{Code: FenceNotAnnotated, Message: "the fence is the counterpart of the annotated " + b.Kind + " at line " + itoa(b.Position.Line) + ", and is not annotated", Position: f.Position, Name: b.Name})
		return &Block{Kind: KindIgnored, Page: p, Fence: f, Heading: f.Heading, Position: f.Position}
	}
	return nil
}

// maxTemplates bounds the templates of a page that a request is compared
// with.
const maxTemplates = 500

// attach finds the operation that the example's request calls.
func (e *Example) attach() {
	if e.Request == nil || e.RequestMessage == nil || e.RequestMessage.Target == "" {
		return
	}
	op := e.Page.called(e.RequestMessage)
	if op == nil {
		return
	}
	e.Operation, op.Examples = op, append(op.Examples, e)
	if m := e.ResponseMessage; m != nil && m.Status < 300 && m.Body != nil && !op.ExampleShowsContext {
		if v, _, err := m.JSON(); err == nil {
			op.ExampleShowsContext = v.Member("@odata.context") != nil || v.Member("@context") != nil
		}
	}
}

// called is the operation of the page whose template fits a request best, or
// nil.
func (p *Page) called(m *Message) *Operation {
	target, _ := SplitTarget(m.Target)
	path := splitPath(target)
	best := -1
	var found *Operation
	for i, op := range p.Operations {
		if i == maxTemplates {
			break
		}
		if op.Method != m.Method && m.Method != "" {
			continue
		}
		if score := op.match(path); score > best {
			best, found = score, op
		}
	}
	return found
}

// BareExamples are the exchanges that the page shows without annotations: a
// fence with a request, and the next one with a response. Their blocks have
// no kind and no type; the operation says what it returns.
func (p *Page) BareExamples() []*Example {
	var out []*Example
	var open *Example
	for _, f := range p.Fences {
		if f.Block != nil {
			open = nil
			continue
		}
		if f.template {
			continue
		}
		m := ReadMessage(f.Text)
		b := &Block{Page: p, Fence: f, Heading: f.Heading, Position: f.Position}
		switch {
		case m.Method != "" && m.Target != "":
			open = &Example{Page: p, Request: b, RequestMessage: m}
			open.Operation = p.called(m)
		case m.Status != 0 && open != nil:
			open.Response, open.ResponseMessage = b, m
			out = append(out, open)
			open = nil
		}
	}
	return out
}

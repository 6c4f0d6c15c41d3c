package csdl

// Read reads a CSDL document, XML or JSON: the first byte that is no blank
// tells. The name is what places call the file.
func Read(name string, data []byte) (*Document, error) {
	return Limits{}.Read(name, data)
}

// ReadXML reads a CSDL XML document, 4.0 or 4.01.
func ReadXML(name string, data []byte) (*Document, error) { return Limits{}.ReadXML(name, data) }

// ReadJSON reads a CSDL JSON document, 4.01.
func ReadJSON(name string, data []byte) (*Document, error) { return Limits{}.ReadJSON(name, data) }

// Read is [Read] within these limits.
func (l Limits) Read(name string, data []byte) (*Document, error) { return nil, nil }

// ReadXML is [ReadXML] within these limits.
func (l Limits) ReadXML(name string, data []byte) (*Document, error) { return nil, nil }

// ReadJSON is [ReadJSON] within these limits.
func (l Limits) ReadJSON(name string, data []byte) (*Document, error) { return nil, nil }

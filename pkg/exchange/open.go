package exchange

func Open(name string, data []byte, opt Options) (*Collection, error) { return nil, nil }

package uri

// geoScan reads the well-known text of a spatial literal (ABNF section 7,
// fullCollectionLiteral and its kin), already percent-decoded.
type geoScan struct {
	v   string
	far int
}

// geoValue checks a full spatial value, and says how far it is right.
func geoValue(v string) (far int, ok bool) {
	g := &geoScan{v: v}
	pos := g.token(0, "SRID=")
	if pos < 0 {
		return g.far, false
	}
	if pos = g.reach(digits(v, pos, 1, 5), pos); pos < 0 {
		return g.far, false
	}
	if pos = g.token(pos, ";"); pos < 0 {
		return g.far, false
	}
	end := g.shape(pos, 0)
	if end >= 0 && end < len(v) {
		g.reach(-1, end)
	}
	return g.far, end == len(v)
}

func (g *geoScan) reach(end, pos int) int {
	if end < 0 {
		g.far = max(g.far, pos)
	}
	return end
}

func (g *geoScan) token(pos int, t string) int { return g.reach(wordFold(g.v, pos, t), pos) }

// shape matches a geoLiteral.
func (g *geoScan) shape(pos, depth int) int {
	if depth > maxDepth {
		return g.reach(-1, pos)
	}
	for _, k := range []struct {
		word  string
		empty bool // the ABNF lets the list be empty
		item  func(int) int
	}{
		{"GeometryCollection(", false, func(p int) int { return g.shape(p, depth+1) }},
		{"MultiPoint(", true, g.point},
		{"MultiLineString(", true, g.line},
		{"MultiPolygon(", true, g.polygon},
	} {
		if end := wordFold(g.v, pos, k.word); end >= 0 {
			if k.empty {
				if closed := wordFold(g.v, end, ")"); closed >= 0 {
					return closed
				}
			}
			return g.list(end, 1, k.item)
		}
	}
	for _, k := range []struct {
		word string
		data func(int) int
	}{{"Point", g.point}, {"LineString", g.line}, {"Polygon", g.polygon}} {
		if end := wordFold(g.v, pos, k.word); end >= 0 {
			return k.data(end)
		}
	}
	return g.reach(-1, pos)
}

// list matches items with commas and the closing parenthesis.
func (g *geoScan) list(pos, least int, item func(int) int) int {
	for n := 0; ; n++ {
		if pos = item(pos); pos < 0 {
			return -1
		}
		if comma := wordFold(g.v, pos, ","); comma >= 0 {
			pos = comma
			continue
		}
		if n+1 < least {
			return g.reach(-1, pos)
		}
		return g.token(pos, ")")
	}
}

func (g *geoScan) point(pos int) int {
	if pos = g.token(pos, "("); pos < 0 {
		return -1
	}
	if pos = g.position(pos); pos < 0 {
		return -1
	}
	return g.token(pos, ")")
}

func (g *geoScan) line(pos int) int {
	if pos = g.token(pos, "("); pos < 0 {
		return -1
	}
	return g.list(pos, 2, g.position)
}

func (g *geoScan) polygon(pos int) int {
	if pos = g.token(pos, "("); pos < 0 {
		return -1
	}
	return g.list(pos, 1, func(p int) int {
		if p = g.token(p, "("); p < 0 {
			return -1
		}
		return g.list(p, 1, g.position)
	})
}

// position matches two to four numbers with single blanks between them.
func (g *geoScan) position(pos int) int {
	if pos = g.double(pos); pos < 0 {
		return -1
	}
	for n := 1; n < 4; n++ {
		blank := wordFold(g.v, pos, " ")
		if blank < 0 {
			if n < 2 {
				return g.reach(-1, pos)
			}
			return pos
		}
		if pos = g.double(blank); pos < 0 {
			return -1
		}
	}
	return pos
}

func (g *geoScan) double(pos int) int {
	c := scanner{s: g.v}
	if w := word(g.v, pos, "NaN"); w >= 0 {
		return w
	}
	if w := word(g.v, pos, "INF"); w >= 0 {
		return w
	}
	if pos < len(g.v) {
		if l := c.number(pos); l != nil {
			return l.End
		}
	}
	return g.reach(-1, pos)
}

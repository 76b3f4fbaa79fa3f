//! What can be changed in a source file, and the file with changes behind switches.

use std::collections::HashMap;
use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprMatch, Lit, Pat, ReturnType, Type};

/// A part of changed code: written anew, or as the source has it, other changes inside it.
pub enum Piece {
    New(&'static str),
    Source(Range<usize>),
}

pub enum Edit {
    /// These pieces in place of the range.
    Replace(Vec<Piece>),
    /// A function that returns this at once.
    Return(&'static str),
    /// An arm that never matches.
    Never,
}

/// One change of one file.
pub struct Mutant {
    pub file: String,
    pub line: usize,
    pub range: Range<usize>,
    pub edit: Edit,
    /// File, function and change; it stays the same while the lines around it move.
    pub name: String,
}

impl Mutant {
    /// Where it is and what it changes.
    pub fn told(&self) -> String {
        let what = self.name.strip_prefix(&self.file).unwrap_or(&self.name);
        format!("{}:{}{what}", self.file, self.line)
    }
}

/// Everything that can be changed in a file.
pub fn mutants(file: &str, source: &str) -> Result<Vec<Mutant>, syn::Error> {
    let parsed = syn::parse_file(source)?;
    let mut constants = Constants(Vec::new());
    constants.visit_file(&parsed);
    let mut finder = Finder {
        file,
        source,
        constants: constants.0,
        function: String::new(),
        found: Vec::new(),
        seen: HashMap::new(),
    };
    finder.visit_file(&parsed);
    Ok(finder.found)
}

/// The names of a file's whole-number constants.
struct Constants(Vec<String>);

impl<'ast> Visit<'ast> for Constants {
    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        if matches!(&*item.ty, Type::Path(path) if path.path.get_ident().is_some_and(|t| t == "usize" || t == "u32" || t == "i32"))
        {
            self.0.push(item.ident.to_string());
        }
    }
}

struct Finder<'s> {
    file: &'s str,
    source: &'s str,
    constants: Vec<String>,
    function: String,
    found: Vec<Mutant>,
    seen: HashMap<String, usize>,
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| a.path().is_ident("cfg") && a.parse_args::<syn::Ident>().is_ok_and(|i| i == "test"))
}

/// What stands for a binary operator, as cargo-mutants has it.
fn others(op: &BinOp) -> &'static [&'static str] {
    match op {
        BinOp::Eq(_) => &["!="],
        BinOp::Ne(_) => &["=="],
        BinOp::Lt(_) => &["==", ">", "<="],
        BinOp::Gt(_) => &["==", "<", ">="],
        BinOp::Le(_) => &[">"],
        BinOp::Ge(_) => &["<"],
        BinOp::And(_) => &["||"],
        BinOp::Or(_) => &["&&"],
        BinOp::Add(_) => &["-", "*"],
        BinOp::Sub(_) => &["+", "/"],
        BinOp::Mul(_) => &["+", "/"],
        BinOp::Div(_) => &["%", "*"],
        BinOp::Rem(_) => &["/", "+"],
        BinOp::AddAssign(_) => &["-=", "*="],
        BinOp::SubAssign(_) => &["+=", "/="],
        _ => &[],
    }
}

/// What a function of this type may return at once.
fn returns(output: &ReturnType) -> &'static [&'static str] {
    let ReturnType::Type(_, output) = output else { return &["()"] };
    match &**output {
        Type::Path(path) => match path.path.segments.last().map(|s| s.ident.to_string()).as_deref() {
            Some("bool") => &["true", "false"],
            Some("usize" | "u32" | "i32" | "u8" | "i64") => &["0", "1"],
            Some("Option") => &["None"],
            Some("String") => &["String::new()"],
            Some("Vec") => &["Vec::new()"],
            _ => &[],
        },
        Type::Reference(inner) if matches!(&*inner.elem, Type::Path(path) if path.path.is_ident("str")) => &["\"\""],
        _ => &[],
    }
}

/// Whether `let` stands in a chain of conditions, which no `||` may join.
fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

impl Finder<'_> {
    fn text(&self, range: &Range<usize>) -> String {
        self.source[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn push(&mut self, range: Range<usize>, edit: Edit, what: &str) {
        let line = self.source[..range.start].matches('\n').count() + 1;
        let name = format!("{} {}: {what}", self.file, self.function);
        let times = self.seen.entry(name.clone()).or_default();
        *times += 1;
        let name = if *times > 1 { format!("{name} ({times})") } else { name };
        self.found.push(Mutant { file: self.file.to_owned(), line, range, edit, name });
    }

    /// The range with these pieces in its place.
    fn replace(&mut self, range: Range<usize>, pieces: Vec<Piece>) {
        let to: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::New(text) => (*text).to_owned(),
                Piece::Source(range) => self.text(range),
            })
            .collect();
        let what = format!("{} → {to}", self.text(&range));
        self.push(range, Edit::Replace(pieces), &what);
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block, visit: impl FnOnce(&mut Self)) {
        // No switch can be read in a const function; how a record is written for debugging is no rule.
        if signature.constness.is_some() || signature.ident == "fmt" {
            return;
        }
        let outer = std::mem::replace(&mut self.function, signature.ident.to_string());
        for value in returns(&signature.output) {
            let at = block.brace_token.span.open().byte_range().end;
            self.push(at..at, Edit::Return(value), &format!("return {value}"));
        }
        visit(self);
        self.function = outer;
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            self.function(&item.sig, &item.block, |finder| finder.visit_block(&item.block));
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block, |finder| finder.visit_block(&item.block));
    }

    // What the compiler computes, and what is no expression.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_pat(&mut self, _: &'ast Pat) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}
    fn visit_expr_repeat(&mut self, _: &'ast syn::ExprRepeat) {}

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        // How much room is set aside changes nothing.
        if !matches!(&*call.func, Expr::Path(path) if path.path.segments.last().is_some_and(|s| s.ident == "with_capacity"))
        {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_match(&mut self, whole: &'ast ExprMatch) {
        let is_wild = |pat: &Pat| matches!(pat, Pat::Wild(_));
        let rest = whole.arms.iter().any(|arm| is_wild(&arm.pat) && arm.guard.is_none());
        for arm in &whole.arms {
            let pattern = arm.pat.span().byte_range();
            if let Some((_, guard)) = &arm.guard {
                for value in ["true", "false"] {
                    self.replace(guard.span().byte_range(), vec![Piece::New(value)]);
                }
            } else if rest && !is_wild(&arm.pat) {
                let what = format!("no arm {}", self.text(&pattern));
                self.push(pattern.end..pattern.end, Edit::Never, &what);
            }
        }
        visit::visit_expr_match(self, whole);
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        let range = expr.span().byte_range();
        match expr {
            Expr::Binary(binary) if !has_let(expr) => {
                let (left, right) = (binary.left.span().byte_range(), binary.right.span().byte_range());
                for op in others(&binary.op) {
                    let pieces = vec![
                        Piece::Source(left.clone()),
                        Piece::New(" "),
                        Piece::New(op),
                        Piece::New(" "),
                        Piece::Source(right.clone()),
                    ];
                    self.replace(range.clone(), pieces);
                }
            }
            Expr::Unary(unary) if !matches!(unary.op, syn::UnOp::Deref(_)) => {
                self.replace(range, vec![Piece::Source(unary.expr.span().byte_range())]);
            }
            Expr::Lit(literal) if matches!(literal.lit, Lit::Int(_)) => {
                self.replace(range.clone(), vec![Piece::Source(range), Piece::New(" + 1")]);
            }
            Expr::Path(path) if path.path.get_ident().is_some_and(|name| self.constants.iter().any(|c| name == c)) => {
                self.replace(range.clone(), vec![Piece::Source(range), Piece::New(" + 1")]);
            }
            _ => {}
        }
        visit::visit_expr(self, expr);
    }
}

/// The source of a file with these changes, each behind the switch of its number. Comments show where changed code begins and ends.
pub fn schemata(source: &str, mutants: &[(usize, &Mutant)]) -> String {
    let mut sorted = mutants.to_vec();
    sorted.sort_by_key(|(number, m)| {
        (m.range.start, usize::from(!m.range.is_empty()), std::cmp::Reverse(m.range.end), *number)
    });
    render(source, 0..source.len(), &sorted)
}

fn render(source: &str, range: Range<usize>, mutants: &[(usize, &Mutant)]) -> String {
    let inside = |outer: &Range<usize>, m: &Mutant| m.range.start >= outer.start && m.range.end <= outer.end;
    let (mut text, mut at) = (String::new(), range.start);
    let mut rest = mutants;
    while let Some((&(number, mutant), behind)) = rest.split_first() {
        let inner: Vec<(usize, &Mutant)> = behind.iter().copied().filter(|(_, m)| inside(&mutant.range, m)).collect();
        text += &source[at..mutant.range.start];
        at = mutant.range.end;
        match &mutant.edit {
            Edit::Return(value) => {
                text += &format!(" if crate::mutant::on({number}) {{ /*<{number}*/ return {value}; /*>{number}*/ }}");
            }
            Edit::Never => text += &format!(" /*<{number}*/ if !crate::mutant::on({number}) /*>{number}*/"),
            Edit::Replace(pieces) => {
                let changed: String = pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::New(text) => (*text).to_owned(),
                        Piece::Source(range) => {
                            let own: Vec<_> = inner.iter().copied().filter(|(_, m)| inside(range, m)).collect();
                            render(source, range.clone(), &own)
                        }
                    })
                    .collect();
                let original = render(source, mutant.range.clone(), &inner);
                text += &format!(
                    "(if crate::mutant::on({number}) {{ /*<{number}*/ {changed} /*>{number}*/ }} else {{ {original} }})"
                );
            }
        }
        rest = behind;
        if !mutant.range.is_empty() {
            let count = inner.len();
            debug_assert!(behind[..count].iter().all(|(_, m)| inside(&mutant.range, m)));
            rest = &behind[count..];
        }
    }
    text + &source[at..range.end]
}

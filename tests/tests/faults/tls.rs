//! Redirects from HTTPS to HTTP, certificates that nobody vouches for, and certificates of clients.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use client::{Endpoint, Operation, Response};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use tests::calls::{self, Anything, Call, Failed, Limits, WithKey, by_reqwest, by_ureq, endpoint};
use tests::recorder::Recorder;

/// A TLS server on loopback with a self-signed certificate. It serves a limited number of connections.
struct TlsServer {
    address: SocketAddr,
    certificate: CertificateDer<'static>,
    /// How many requests it has read.
    requests: Arc<AtomicUsize>,
}

impl TlsServer {
    /// A server that redirects every request.
    fn start(location: &str, connections: usize) -> Self {
        let head = format!("307 Temporary Redirect\r\nLocation: {location}");
        Self::with_verifier(&head, connections, WebPkiClientVerifier::no_client_auth())
    }

    /// A server that only serves clients with this certificate.
    fn only_for(client: &CertificateDer<'static>, connections: usize) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(client.clone()).expect("a certificate");
        let verifier = WebPkiClientVerifier::builder_with_provider(roots.into(), provider());
        Self::with_verifier("200 OK", connections, verifier.build().expect("a verifier"))
    }

    fn with_verifier(
        head: &str,
        connections: usize,
        verifier: Arc<dyn ClientCertVerifier>,
    ) -> Self {
        let own = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a key");
        let certificate = own.cert.der().clone();
        let key = PrivateKeyDer::try_from(own.signing_key.serialize_der()).expect("a key");
        let config = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![certificate.clone()], key)
            .expect("a certificate with its key");
        let config = Arc::new(config);
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let head = format!("HTTP/1.1 {head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().take(connections).flatten() {
                // The error is how the client reacts, which the test observes on the client's side.
                drop(serve(stream, Arc::clone(&config), &head, &count));
            }
        });
        Self {
            address,
            certificate,
            requests,
        }
    }

    fn base_url(&self) -> String {
        format!("https://{}", self.address)
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// Reads the head of a request, and sends that of a response.
fn serve(
    stream: TcpStream,
    config: Arc<ServerConfig>,
    head: &str,
    requests: &AtomicUsize,
) -> io::Result<()> {
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = BufReader::new(StreamOwned::new(connection, stream));
    let mut line = String::new();
    while stream.read_line(&mut line)? > 2 {
        line.clear();
    }
    requests.fetch_add(1, Ordering::Relaxed);
    let stream = stream.get_mut();
    stream.write_all(head.as_bytes())?;
    stream.conn.send_close_notify();
    stream.flush()
}

/// Sends with a transport that trusts the certificate of the server.
type Send<O> = fn(O, &TlsServer, bool) -> Result<Response, Failed>;

fn trusting_ureq<O: Operation<Api = Anything, Response = Response>>(
    operation: O,
    server: &TlsServer,
    allows_insecure: bool,
) -> Result<Response, Failed> {
    let root = ureq::tls::Certificate::from_der(&server.certificate).to_owned();
    let tls = ureq::tls::TlsConfig::builder().root_certs([root].into());
    let config = client::Ureq::config().tls_config(tls.build()).build();
    let endpoint = endpoint_of(server, allows_insecure);
    calls::send_by_ureq(operation, endpoint, client::Ureq::new(config.into()))
}

fn trusting_reqwest<O: Operation<Api = Anything, Response = Response>>(
    operation: O,
    server: &TlsServer,
    allows_insecure: bool,
) -> Result<Response, Failed> {
    let root = reqwest::Certificate::from_der(&server.certificate).expect("a certificate");
    let builder = client::Reqwest::builder().tls_certs_only([root]);
    let transport = client::Reqwest::new(builder.build().expect("a client"));
    let endpoint = endpoint_of(server, allows_insecure);
    calls::send_by_reqwest(operation, endpoint, transport)
}

fn endpoint_of(server: &TlsServer, allows_insecure: bool) -> Endpoint<Anything> {
    let endpoint = endpoint(&server.base_url());
    if allows_insecure {
        endpoint.allow_insecure_redirects()
    } else {
        endpoint
    }
}

#[test]
fn a_redirect_from_https_to_http_sends_nothing_unless_it_is_allowed() {
    let all: [Send<Call>; 2] = [trusting_ureq, trusting_reqwest];
    for send in all {
        let plain = Recorder::start(0, Vec::new()).expect("a free port");
        let server = TlsServer::start(&format!("{}/y", plain.base_url()), 2);
        let failed = send(Call::post(), &server, false).expect_err("a redirect to http");
        assert_eq!(failed.stage, "InsecureRedirect", "{failed:?}");
        assert_eq!(server.requests.load(Ordering::Relaxed), 1);
        assert_eq!(plain.take(), []);

        let response = send(Call::post(), &server, true).expect("a response");
        assert_eq!(response.status.as_u16(), 200);
        let requests = plain.take();
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].body, b"{}");
        assert_eq!(requests[0].header("Referer"), None);
    }
}

#[test]
fn no_credential_follows_from_https_to_http() {
    let all: [Send<WithKey>; 2] = [trusting_ureq, trusting_reqwest];
    for send in all {
        let plain = Recorder::start(0, Vec::new()).expect("a free port");
        let server = TlsServer::start(&format!("{}/y", plain.base_url()), 1);
        send(WithKey, &server, true).expect("a response");
        let requests = format!("{:?}", plain.take());
        assert!(
            requests.contains("/y") && !requests.contains("hush"),
            "{requests}"
        );
    }
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_refused() {
    for send in [by_ureq::<Call>, by_reqwest] {
        let server = TlsServer::start("/y", 1);
        let failed = send(Call::get(), &server.base_url(), Limits::default());
        let failed = failed.expect_err("an unknown certificate");
        // For ureq, the handshake is a part of sending.
        let is_refused = matches!(failed.stage, "Connect" | "NoResponse");
        assert!(is_refused, "{failed:?}");
        assert_eq!(server.requests.load(Ordering::Relaxed), 0);
    }
}

#[test]
fn a_client_certificate_opens_a_server_that_asks_for_one() {
    let own = rcgen::generate_simple_self_signed(["client".to_owned()]).expect("a key");
    let (certificate, key) = (own.cert.pem(), own.signing_key.serialize_pem());
    let (plain, with_certificate) = (None, Some((certificate.as_str(), key.as_str())));
    for send in [identified_ureq, identified_reqwest] {
        let server = TlsServer::only_for(own.cert.der(), 2);
        let failed = send(&server, plain).expect_err("no certificate");
        assert_eq!(failed.stage, "NoResponse", "{failed:?}");
        assert_eq!(server.requests.load(Ordering::Relaxed), 0);

        let response = send(&server, with_certificate).expect("a response");
        assert_eq!(response.status.as_u16(), 200);
        assert_eq!(server.requests.load(Ordering::Relaxed), 1);
    }
}

fn identified_ureq(server: &TlsServer, own: Option<(&str, &str)>) -> Result<Response, Failed> {
    use ureq::tls::{Certificate, ClientCert, PrivateKey, TlsConfig};
    let root = Certificate::from_der(&server.certificate).to_owned();
    let own = own.map(|(certificate, key)| {
        let chain = [Certificate::from_pem(certificate.as_bytes()).expect("a certificate")];
        let key = PrivateKey::from_pem(key.as_bytes()).expect("a key");
        ClientCert::new_with_certs(&chain, key)
    });
    let tls = TlsConfig::builder()
        .root_certs([root].into())
        .client_cert(own);
    let config = client::Ureq::config().tls_config(tls.build()).build();
    let transport = client::Ureq::new(config.into());
    calls::send_by_ureq(Call::get(), endpoint(&server.base_url()), transport)
}

fn identified_reqwest(server: &TlsServer, own: Option<(&str, &str)>) -> Result<Response, Failed> {
    let root = reqwest::Certificate::from_der(&server.certificate).expect("a certificate");
    let mut builder = client::Reqwest::builder().tls_certs_only([root]);
    if let Some((certificate, key)) = own {
        let pem = format!("{key}{certificate}");
        builder = builder.identity(reqwest::Identity::from_pem(pem.as_bytes()).expect("a key"));
    }
    let transport = client::Reqwest::new(builder.build().expect("a client"));
    calls::send_by_reqwest(Call::get(), endpoint(&server.base_url()), transport)
}
